import { join } from 'node:path'
import { run } from './run.mjs'

/** One request takes no longer, so that a slow door does not use up the time of all. */
const msOfOne = 180_000

/** sqlmap, level 3 and risk 2, over each request that has something to fill, as long as there is time. */
export async function runSqlmap({ requests, folder, until, say }) {
  const result = { tool: 'sqlmap', tried: 0, left: 0, found: [] }
  const worth = requests.filter(({ testable }) => testable.length > 0)
  for (const [i, one] of worth.entries()) {
    const ms = Math.min(until - Date.now(), msOfOne)
    if (until - Date.now() < 5_000) {
      result.left += worth.length - i
      break
    }
    const args = [
      ...[
        '-u',
        one.url,
        '--batch',
        '--level',
        '3',
        '--risk',
        '2',
        '--dbms',
        one.dbms ?? '',
        '--threads',
        '2',
      ],
      ...[
        '--flush-session',
        '--timeout',
        '10',
        '--retries',
        '0',
        '--disable-coloring',
        '--output-dir',
        join(folder, `sqlmap-${i}`),
      ],
      ...['--ignore-code', '401,404', '--skip', 'user-agent,referer,host,cookie', '--method', one.method],
      ...(one.body ? ['--data', one.body] : []),
      ...one.headers.flatMap((header) => ['-H', header]),
    ].filter((part, at, all) => part !== '' && !(part === '--dbms' && all[at + 1] === ''))
    const { text, isLate } = await run('sqlmap', args, Math.max(ms, 5_000))
    const isFound = /is vulnerable|sqlmap identified the following injection point/i.test(text)
    const isTried = isFound || /do not appear to be injectable|does not seem to be injectable/i.test(text)
    if (isFound)
      result.found.push(`${one.title}: SQL injection (${/^Parameter: .*/m.exec(text)?.[0] ?? 'see sqlmap'})`)
    if (isTried) result.tried++
    else result.left++
    say(
      `sqlmap ${i + 1}/${worth.length} ${one.title}: ${isFound ? 'FOUND' : isTried ? 'nothing' : isLate ? 'out of time' : reasonOf(text)}`,
    )
  }
  return result
}

const reasonOf = (text) => `not tried (${/\[CRITICAL\] ([^\n]{0,120})/.exec(text)?.[1] ?? 'no answer'})`
