import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'

const modules =
  'xss,sql,blindsql,exec,file,redirect,ssrf,crlf,xxe,csp,http_headers,cookieflags,methods,shellshock,permanentxss'
/** Said of every site without TLS, which the demo has none of, and of a header that browsers have given up. */
const expected = /Strict-Transport-Security|HSTS|X-XSS-Protection/i
/** Only answers of these kinds are findings; wapiti lists what it merely noticed apart. */
const outside = /^(?:ssrf|xxe)$/

/** wapiti over the addresses of all GET routes, with every module that needs no server of the outside. */
export async function runWapiti({ url, seeds, token, folder, until, say }) {
  const report = join(folder, 'wapiti.json')
  const ms = until - Date.now()
  const seconds = Math.max(10, Math.floor(ms / 1_000))
  const list = modules.split(',').filter((name) => !outside.test(name))
  const args = [
    ...['-u', `${url}/`, '--scope', 'domain', '-m', list.join(','), '-f', 'json', '-o', report, '-t', '10'],
    ...['--flush-session', '--no-bugreport', '--color', '--store-session', join(folder, 'wapiti')].filter(
      (a) => a !== '--color',
    ),
    ...[
      '--max-scan-time',
      String(Math.max(5, Math.floor(seconds * 0.3))),
      '--max-attack-time',
      String(Math.max(5, Math.floor((seconds * 0.6) / list.length))),
    ],
    ...['--max-links-per-page', '50', '--max-files-per-dir', '50', '-S', 'normal'],
    ...seeds.flatMap((seed) => ['-s', seed.replaceAll('*', '')]),
    ...(token ? ['-H', `Authorization: Bearer ${token}`] : []),
  ]
  const { text, isLate } = await run('wapiti', args, ms + 60_000)
  if (!existsSync(report)) {
    say(`wapiti: no report${isLate ? ', out of time' : ''} ${text.slice(-300)}`)
    return { tool: 'wapiti', tried: 0, left: seeds.length, found: [] }
  }
  const { vulnerabilities = {}, anomalies = {} } = JSON.parse(readFileSync(report, 'utf8'))
  const listed = [...Object.entries(vulnerabilities), ...Object.entries(anomalies)]
  const found = listed
    .flatMap(([kind, items]) =>
      items.map((one) => `${kind}: ${one.method} ${one.path} ${one.parameter ?? ''} ${one.info}`),
    )
    .filter((line) => !expected.test(line))
  return { tool: 'wapiti', tried: seeds.length, left: 0, found: [...new Set(found)].slice(0, 100) }
}
