import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allPermissions } from '../src/modules/identity/index.ts'
import { modules } from '../src/modules.ts'
import {
  exportsOf,
  functionsOf,
  pathsBelow,
  root,
  type Source,
  sourcesBelow,
  textsOf,
} from './support/source.ts'

const isTest = (path: string) => /(?:^|\/)tests?\//.test(path)
const server = sourcesBelow('server/src')
const running = server.filter(({ path }) => !isTest(path))
const everything = [
  ...server,
  ...['server/test', 'standards', 'bench', 'test-data', 'web'].flatMap((folder) => sourcesBelow(folder)),
]
const order = modules.map(({ name }) => name)
const moduleOf = (path: string) => /^server\/src\/modules\/([a-z]+)\//.exec(path)?.[1]
const isRule = (path: string) => /^server\/src\/modules\/[a-z]+\/rules\//.test(path)

/** A breach, as a line that says where and what. */
const breaches = <T>(list: readonly T[], tell: (one: T) => string[]): string[] => list.flatMap(tell)
const eachImport = (sources: readonly Source[], wrong: (from: Source, to: string) => boolean) =>
  breaches(sources, (s) => s.imports.filter((to) => wrong(s, to)).map((to) => `${s.path} → ${to}`))

describe('the order of the modules', () => {
  test('modules.ts lists every module folder, each under its own name', () => {
    const folders = new Set(pathsBelow('server/src/modules', /./).map((path) => path.split('/')[3]))
    expect([...folders].sort()).toEqual(order.toSorted())
  })

  test('a module asks only modules above it in the list', () => {
    const later = (from: Source, to: string) =>
      moduleOf(to) !== undefined && order.indexOf(moduleOf(to)!) > order.indexOf(moduleOf(from.path)!)
    expect(
      eachImport(
        running.filter(({ path }) => moduleOf(path)),
        later,
      ),
    ).toEqual([])
  })

  test('a module is entered by its index.ts only, and by its module.ts from the list', () => {
    const aside = (from: Source, to: string) => {
      const entered = moduleOf(to)
      if (entered === undefined || entered === moduleOf(from.path)) return false
      const door = from.path === 'server/src/modules.ts' ? 'module.ts' : 'index.ts'
      return to !== `server/src/modules/${entered}/${door}`
    }
    expect(eachImport(running, aside)).toEqual([])
  })

  test('the kernel imports no module, and its texts name no table or file of one', () => {
    const kernel = running.filter(({ path }) => path.startsWith('server/src/kernel/'))
    const outward = eachImport(kernel, (_, to) => /^server\/src\/(?!kernel\/)/.test(to))
    const name = new RegExp(`\\b(?:${order.join('|')})\\.[a-z]`)
    const named = breaches(kernel, (s) =>
      textsOf(s)
        .filter((text) => name.test(text))
        .map((text) => `${s.path}: ${text}`),
    )
    expect([...outward, ...named]).toEqual([])
  })
})

describe('the rooms of a module', () => {
  /**
   * `runners.ts`: work that waits in the module's tables; `replies.ts`: shapes of replies, apart from the routes;
   * `routes/`: where they are more than one file can hold, as `store/`.
   */
  const rooms =
    /^(?:README\.md|(?:index|module|routes|jobs|follow|runners|schema|replies|events|problems|store|tables)\.ts|(?:actions|routes|rules|store|tests|migrations)\/.*)$/

  test('a module has the agreed rooms and no others', () => {
    const strange = pathsBelow('server/src/modules', /./).filter(
      (path) => !rooms.test(path.split('/').slice(4).join('/')),
    )
    expect(strange).toEqual([])
  })

  test('every module tells on one page what it owns, asks, tells and promises', () => {
    expect(order.filter((name) => !existsSync(join(root, 'server/src/modules', name, 'README.md')))).toEqual(
      [],
    )
  })

  test('an action file exports the verb it is named for', () => {
    const verb = (path: string) =>
      path
        .split('/')
        .at(-1)!
        .replace(/\.ts$/, '')
        .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    const misnamed = running.filter(
      (s) => /\/actions\//.test(s.path) && !exportsOf(s).some(({ name }) => name === verb(s.path)),
    )
    expect(misnamed.map(({ path }) => path)).toEqual([])
  })

  /** Pure parts of the kernel that a rule may compute with. */
  const pure = new Set([
    'server/src/kernel/crypto/keyed-digest.ts',
    'server/src/kernel/files/index.ts',
    'server/src/kernel/module.ts',
    'server/src/kernel/context.ts',
  ])
  /** Reading and checking policy files is what the rules of `policy` are. */
  const packages = new Map([
    ['server/src/modules/policy/rules/pack-document.ts', ['yaml']],
    ['server/src/modules/policy/rules/shape-faults.ts', ['ajv', '@sinclair/typebox']],
    ['server/src/modules/catalog/rules/code-table.ts', ['@sinclair/typebox']],
    ['server/src/modules/identity/rules/known-passwords.ts', ['@zxcvbn-ts/language-common']],
    ['server/src/modules/identity/rules/second-factor.ts', ['otpauth']],
  ])

  test('a rule imports rules and schema of its module, standards, pure kernel parts and the doors of others', () => {
    const wrong = (from: Source, to: string) => {
      const own = `server/src/modules/${moduleOf(from.path)}/`
      return !(
        to.startsWith(`${own}rules/`) ||
        to === `${own}schema.ts` ||
        /^@xinqiao\/standards(?:\/tlog)?$/.test(to) ||
        pure.has(to) ||
        packages.get(from.path)?.includes(to) ||
        /^server\/src\/modules\/[a-z]+\/index\.ts$/.test(to)
      )
    }
    expect(
      eachImport(
        running.filter(({ path }) => isRule(path)),
        wrong,
      ),
    ).toEqual([])
  })

  test('a rule waits for nothing, takes no context and asks neither the clock nor chance', () => {
    const impure =
      /\bawait\b|\basync (?!\*)|\bctx\b|\bDate\.now\b|new Date\(\)|Math\.random|\bfetch\(|process\./
    const found = running.filter((s) => isRule(s.path) && impure.test(withoutComments(s.text)))
    /** Cuts a stream of rows: it waits for its argument, for nothing else. */
    const cutter = 'server/src/modules/archive/rules/chunks.ts'
    expect(found.map(({ path }) => path).filter((path) => path !== cutter)).toEqual([])
  })
})

describe('what is asked of every file', () => {
  test('only kernel/config.ts reads the environment', () => {
    const readers = running.filter((s) =>
      /\bprocess\s*\.\s*env\b|['"]env['"]\]/.test(withoutComments(s.text)),
    )
    expect(readers.map(({ path }) => path)).toEqual(['server/src/kernel/config.ts'])
  })

  test('a file has at most 300 lines', () => {
    const long = everything.filter(({ lines }) => lines > 300).map(({ path, lines }) => `${path} (${lines})`)
    expect(long).toEqual([])
  })

  test('a function of the server has at most 60 lines of its own', () => {
    const long = breaches(running, (s) =>
      functionsOf(s)
        .filter(({ lines }) => lines > 60)
        .map(({ name, lines }) => `${s.path} ${name} (${lines})`),
    )
    expect(long).toEqual([])
  })

  test('a function that others use says in a sentence what it promises', () => {
    const silent = breaches(running, (s) =>
      exportsOf(s)
        .filter(({ kind, hasDoc }) => kind === 'function' && !hasDoc)
        .map(({ name }) => `${s.path} ${name}`),
    )
    expect(silent).toEqual([])
  })

  const empty = new Set(
    'util utils helper helpers common manager service services misc data info process handle'.split(' '),
  )

  test('no file, folder or exported name is one of the words that say nothing', () => {
    const wordsOf = (name: string) =>
      name
        .replace(/([A-Z])/g, '-$1')
        .toLowerCase()
        .split(/[-_./]/)
    const named = breaches(running, (s) =>
      [s.path.slice('server/src/'.length), ...exportsOf(s).map(({ name }) => name)]
        .filter((name) => wordsOf(name).some((word) => empty.has(word)))
        .map((name) => `${s.path}: ${name}`),
    )
    expect(named).toEqual([])
  })

  test('files are named in kebab-case', () => {
    const odd = running.filter(({ path }) => !/\/[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/.test(path))
    expect(odd.map(({ path }) => path)).toEqual([])
  })

  test('nothing is left for later, and no type is waved through', () => {
    const left = new RegExp(
      `\\b(?:TO${'DO'}|FIX${'ME'}|XX${'X'}|HA${'CK'})\\b|as an${'y'}\\b|: an${'y'}\\b|<an${'y'}>|@ts-(?:ignore|nocheck)`,
    )
    const found = breaches(
      everything.filter(({ path }) => path !== 'server/test/tidy.test.ts'),
      (s) =>
        s.text
          .split('\n')
          .flatMap((line, i) => (left.test(line) ? [`${s.path}:${i + 1} ${line.trim()}`] : [])),
    )
    expect(found).toEqual([])
  })
})

describe('the doors', () => {
  const routes = modules.flatMap((module) =>
    module.routes.map((route) => ({ module: module.name, ...route })),
  )

  test('every route says who may use it, with a permission that can be granted', () => {
    const known = new Set<string>(['public', 'sign-in', 'enrolling', 'signed-in', 'own', ...allPermissions])
    expect(routes.filter(({ access }) => !known.has(access)).map(({ at }) => at)).toEqual([])
  })

  test('what the public face opens needs no sign-in, and only that', () => {
    expect(
      routes.filter(({ face, access }) => (face === 'public') !== (access === 'public')).map((r) => r.at),
    ).toEqual([])
  })

  test('no address is bound twice, and each tells what it does', () => {
    expect(new Set(routes.map(({ at }) => at)).size).toBe(routes.length)
    expect(routes.filter(({ summary }) => summary.length < 10).map(({ at }) => at)).toEqual([])
  })

  test('a job and a policy folder have one owner', () => {
    const jobs = modules.flatMap((m) => m.jobs.map((job) => job.name))
    const areas = modules.flatMap((m) => m.policy.map((folder) => folder.area))
    expect(new Set(jobs).size).toBe(jobs.length)
    expect(new Set(areas).size).toBe(areas.length)
    for (const module of modules)
      for (const job of module.jobs) expect(job.name.startsWith(`${module.name}.`)).toBe(true)
  })

  test('a job hears events of its module or of one above it', () => {
    for (const module of modules)
      for (const job of module.jobs.filter(({ on }) => on !== null))
        expect(order.indexOf(job.on!.split('.')[0]!)).toBeLessThanOrEqual(order.indexOf(module.name))
  })
})

/** A text without comments, so that prose may name what code may not do. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}
