import { describe, expect, test } from 'vitest'
import { modules } from '../src/modules.ts'
import { pathsBelow, readText, type Source, sourcesBelow, textsOf } from './support/source.ts'

const running = sourcesBelow('server/src').filter(({ path }) => !/\/tests\//.test(path))
const order = modules.map(({ name }) => name)
const moduleOf = (path: string) => /^server\/src\/modules\/([a-z]+)\//.exec(path)?.[1]
const isStore = (path: string) =>
  /\/(?:store\.ts|store\/[^/]+\.ts)$|^server\/src\/kernel\/(?:db|queue)\//.test(path)
const isSql = (text: string) =>
  /^\s*(?:select|insert into|update|delete from|create|with|copy|grant|alter|listen|truncate|merge|drop)\s/i.test(
    text,
  )

/** Every SQL text of the server, parameters as `$`. */
const statements = running.flatMap((source) =>
  textsOf(source)
    .filter(isSql)
    .map((text) => ({ path: source.path, text })),
)
const migrations = pathsBelow('server/src', /\.sql$/).map((path) => ({
  path,
  text: readText(path).replace(/--.*$/gm, ''),
}))
const told = (found: { path: string; text: string }[]) =>
  found.map(({ path, text }) => `${path}: ${text.trim().slice(0, 80)}`)
const inAnySql = (wrong: RegExp) =>
  told([...statements, ...migrations].filter(({ text }) => wrong.test(text)))

describe('where SQL stands', () => {
  test('there are SQL texts to look at in every store', () => {
    expect(statements.length).toBeGreaterThan(60)
    expect(migrations.length).toBeGreaterThan(6)
  })

  test('SQL stands in stores, in kernel/db and in kernel/queue', () => {
    expect(told(statements.filter(({ path }) => !isStore(path)))).toEqual([])
  })

  test('the query builder is imported by stores, tables and the kernel rooms that open the database', () => {
    /** `context.ts` names the type of `ctx.db`. */
    const mayName = (path: string) => isStore(path) || /\/tables\.ts$|kernel\/context\.ts$/.test(path)
    const builders = (s: Source) =>
      s.imports.some((to) => to === 'kysely' || to === 'pg' || to === 'pg-copy-streams')
    expect(running.filter((s) => builders(s) && !mayName(s.path)).map(({ path }) => path)).toEqual([])
  })

  test('a store names tables of its own module only', () => {
    const foreign = running.flatMap((s) => {
      const own = moduleOf(s.path)
      return textsOf(s).flatMap((text) =>
        [...text.matchAll(/\b(?:from|into|update|join|table|like|only|truncate)\s+"?([a-z_]+)\.[a-z$]/g)]
          .filter(
            ([, schema]) =>
              schema !== (own ?? 'kernel') && !(own === undefined && schema === 'graphile_worker'),
          )
          .map(([found]) => `${s.path}: ${found}`),
      )
    })
    const typed = running
      .filter(({ path }) => path.endsWith('/tables.ts'))
      .flatMap((s) =>
        [...s.text.matchAll(/^ {2}'([a-z_]+)\.[a-z_]+'/gm)]
          .filter(([, schema]) => schema !== moduleOf(s.path))
          .map(([found]) => `${s.path}: ${found}`),
      )
    expect([...foreign, ...typed]).toEqual([])
  })

  test('a migration makes and grants what belongs to its module', () => {
    const foreign = migrations.flatMap(({ path, text }) => {
      const own = moduleOf(path) ?? 'kernel'
      return [
        ...text.matchAll(
          /\b(?:table|on|from|into|update|references|distribute|reference)\s*\(?\s*'?([a-z_]+)\.[a-z]/g,
        ),
      ]
        .filter(([, schema]) => schema !== own)
        .map(([found]) => `${path}: ${found}`)
    })
    expect(foreign).toEqual([])
  })

  test('the application may change or delete nothing that is append-only', () => {
    const granted = (table: string) =>
      migrations.flatMap(({ text }) =>
        [...text.matchAll(/grant ([a-z, ]+) on ([^;]+) to/g)]
          .filter(([, , tables]) => tables!.split(',').some((t) => t.trim() === table))
          .flatMap(([, rights]) => rights!.split(',').map((right) => right.trim())),
      )
    expect(granted('audit.leaf')).toEqual(['select', 'insert'])
    expect(granted('archive.chunk')).toEqual(['select', 'insert'])
    expect(granted('policy.pack')).not.toContain('update')
    expect(granted('policy.pack')).not.toContain('delete')
    expect(granted('archive.record_history')).not.toContain('update')
  })
})

describe('SQL that one machine and a cluster both run', () => {
  test('what is set on conflict is a value, never computed by now() or jsonb_build_object', () => {
    const sets = [...statements, ...migrations].flatMap(({ path, text }) =>
      text
        .split(/on conflict/i)
        .slice(1)
        .map((clause) => ({ path, text: clause })),
    )
    expect(sets.length).toBeGreaterThan(5)
    expect(
      told(sets.filter(({ text }) => /\bnow\(\)|jsonb?_build_object|current_timestamp/i.test(text))),
    ).toEqual([])
  })

  test('there is no merge statement, no trigger and no rule', () => {
    expect(
      inAnySql(/\bmerge\s+into\b|\bcreate\s+(?:or\s+replace\s+)?(?:constraint\s+)?(?:trigger|rule)\b/i),
    ).toEqual([])
  })

  test('rows are locked in local tables only', () => {
    const local = /from archive\.due\b/
    const locking = statements.filter(({ text }) => /\bfor (?:no key )?update\b|\bskip locked\b/i.test(text))
    expect(told(locking.filter(({ text }) => !local.test(text)))).toEqual([])
  })

  test('nothing recurses in SQL', () => {
    expect(inAnySql(/\bwith\s+recursive\b/i)).toEqual([])
  })

  test('no query reads a setting of the session', () => {
    /** Before anything else, the version of the server is asked. */
    const asked = statements.filter(
      ({ text }) => /\bcurrent_setting\b/i.test(text) && !/server_version_num/.test(text),
    )
    expect(told(asked)).toEqual([])
  })

  test('an instant becomes a day only in a named time zone', () => {
    const instants = /\b(?:\w+_at|known_from|known_until|since)::date\b/
    expect(inAnySql(instants)).toEqual([])
  })

  test('tables that stay on one node and those that are spread are not tied by foreign keys', () => {
    expect(inAnySql(/\breferences\s+[a-z_]+\.|\bforeign key\b/i)).toEqual([])
  })

  test('a primary key of a spread table holds its distribution column', () => {
    const spread = migrations.flatMap(({ text }) =>
      [...text.matchAll(/kernel\.distribute\('([a-z_.]+)',\s*'([a-z_]+)'\)/g)].map(([, table, column]) => ({
        table: table!,
        column: column!,
        body:
          new RegExp(`create table ${table!.replace('.', '\\.')} \\(([\\s\\S]*?)\\n\\)`).exec(text)?.[1] ??
          '',
      })),
    )
    expect(spread.length).toBeGreaterThan(5)
    const without = spread.filter(({ body, column }) => {
      const keyed = /primary key \(([^)]+)\)/.exec(body)?.[1] ?? ''
      return (
        !keyed.split(',').some((one) => one.trim() === column) &&
        !new RegExp(`${column} uuid primary key`).test(body)
      )
    })
    expect(without).toEqual([])
  })

  test('the kernel spreads tables without knowing whose they are', () => {
    const kernel = migrations.filter(({ path }) => path.startsWith('server/src/kernel/'))
    /** The one group all tables by subject share; `distribute` must name its first member. */
    const known = (text: string) => text.replaceAll("'subjects.subject'", '')
    const name = new RegExp(`\\b(?:${order.join('|')})\\.[a-z]`)
    expect(told(kernel.filter(({ text }) => name.test(known(text))))).toEqual([])
  })
})
