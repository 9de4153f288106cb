import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { benchCleaning } from './cleaning.ts'
import { benchEvaluation } from './evaluation.ts'
import { benchImport } from './import.ts'
import { benchMatching } from './matching.ts'
import { openPlace, type Place, type Result } from './place.ts'
import { benchPush } from './push.ts'
import { benchSeal } from './seal.ts'
import { benchSearch } from './search.ts'
import { benchWalk } from './walk.ts'

export type BenchOptions = {
  paths: string[]
  rows: string | undefined
  subjects: string | undefined
  json: boolean
}

const names = ['cleaning', 'evaluation', 'matching', 'import', 'walk', 'search', 'push', 'seal'] as const
type Name = (typeof names)[number]

/**
 * Measures the named paths, or all, prints a table (or JSON) and writes bench/results/latest.json. Exit code 2 for
 * names nobody knows. Import, walk, search and push share one installation, in this order.
 */
export async function runBenches(options: BenchOptions): Promise<number> {
  const unknown = options.paths.find((path) => !(names as readonly string[]).includes(path))
  if (unknown !== undefined) {
    process.stderr.write(`There is no bench "${unknown}". Benches: ${names.join(', ')}.\n`)
    return 2
  }
  const wanted = new Set<Name>(options.paths.length === 0 ? names : (options.paths as Name[]))
  const results: Result[] = []
  const add = async (title: string, run: () => Promise<Result | Result[]>) => {
    if (!options.json) process.stderr.write(`${title} …\n`)
    results.push(...[await run()].flat())
  }
  if (wanted.has('cleaning')) await add('cleaning rule', () => benchCleaning() as Promise<Result>)
  if (wanted.has('evaluation'))
    await add('evaluation rule', () => benchEvaluation() as unknown as Promise<Result>)
  if (wanted.has('matching')) await add('matching', benchMatching)
  if (['import', 'walk', 'search', 'push', 'seal'].some((name) => wanted.has(name as Name)))
    await inOnePlace(wanted, options, add)
  print(results, options.json)
  keep(results)
  return 0
}

async function inOnePlace(
  wanted: Set<Name>,
  options: BenchOptions,
  add: (title: string, run: () => Promise<Result[]>) => Promise<void>,
): Promise<void> {
  const place: Place = await openPlace()
  const rows = Number(options.rows ?? 1_000_000)
  const subjects = Number(options.subjects ?? 1_000_000)
  try {
    if (wanted.has('import') || wanted.has('walk') || wanted.has('push'))
      await add(`import of ${rows} rows`, () => benchImport(place, rows))
    if (wanted.has('walk')) await add('walk', () => benchWalk(place))
    if (wanted.has('push')) await add('push under load', () => benchPush(place))
    if (wanted.has('seal')) await add('sealing of leaves', () => benchSeal(place))
    if (wanted.has('search')) await add(`search over ${subjects} names`, () => benchSearch(place, subjects))
  } finally {
    await place.close()
  }
}

function print(results: Result[], json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(results)}\n`)
    return
  }
  process.stdout.write(
    `${machine()}\n\n| path | size | rate | reference | ratio | target |\n|---|---|---|---|---|---|\n`,
  )
  for (const r of results) {
    const reference = [r.reference ?? []]
      .flat()
      .map((x) => `${x.name} ${x.rate}`)
      .join('; ')
    process.stdout.write(
      `| ${r.path} | ${r.size} | ${r.rate} ${r.unit} | ${reference} | ${r.ratio ?? ''} | ${r.target ?? ''} |${r.note ? ` ${r.note}` : ''}\n`,
    )
  }
}

const machine = () =>
  `Node ${process.version}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`

function keep(results: Result[]): void {
  const folder = join(import.meta.dirname, '..', 'results')
  mkdirSync(folder, { recursive: true })
  let commit = ''
  try {
    commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    commit = 'unknown'
  }
  writeFileSync(
    join(folder, 'latest.json'),
    `${JSON.stringify({ at: new Date().toISOString(), machine: machine(), commit, results }, null, 2)}\n`,
  )
}
