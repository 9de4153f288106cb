import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../src/kernel/config.ts'
import { databaseLogin } from '../src/kernel/db/database-login.ts'
import { type databaseRoles, portalRole } from '../src/kernel/db/database-roles.ts'
import { migrate } from '../src/kernel/db/migrate.ts'
import { type Database, openDatabase } from '../src/kernel/db/pool.ts'
import { createServer } from '../src/kernel/http/index.ts'
import { modules } from '../src/modules.ts'
import { silent, type TestDatabase, testDatabase } from './support/database.ts'
import { member } from './support/people.ts'
import { requestOf } from './support/sample.ts'
import { ask, loadPolicy } from './support/server.ts'

let database: TestDatabase
let owner: Database
const opened: Database[] = []
const [person, company] = [randomUUID(), randomUUID()]

/** A pool that logs in as the own user of a kind of process. */
async function loginOf(kind: keyof typeof databaseRoles, role?: string): Promise<Database> {
  const { user, password } = await databaseLogin(owner, kind)
  const url = new URL(database.url)
  url.username = user
  url.password = password
  const pool = openDatabase(url.href, { max: 4, ...(role === undefined ? {} : { role }) })
  opened.push(pool)
  return pool
}
const codeOf = (statement: string, db: Database['db']) =>
  sql
    .raw(statement)
    .execute(db)
    .then(
      () => 'done',
      (error: { code: string }) => error.code,
    )

beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  owner = openDatabase(database.url, { max: 1 })
  await member(database, { roles: ['creditOfficer'] })
  for (const [id, kind] of [
    [person, 'person'],
    [company, 'enterprise'],
  ]) {
    await sql`insert into subjects.subject (id, kind, name, name_key, core_key, created_at)
      values (${id}, ${kind}, ${`${kind} name`}, 'k', 'k', now())`.execute(database.db)
    await sql`insert into subjects.identifier (key, scheme, subject_id, entity_id, name_key, created_at)
      values (${randomUUID()}, 'x', ${id}, ${id}, 'k', now())`.execute(database.db)
    await sql`insert into subjects.name values (${id}, 'k', 'n', now())`.execute(database.db)
    await sql`insert into archive.record (subject_id, id, entity_id, kind, status, payload, digest, version, known_from,
      provider_id, batch_id, table_number, row_number) values (${id}, ${randomUUID()}, ${id}, 'honour', 'active', '{}', '',
      1, now(), 'p', ${randomUUID()}, 0, 1)`.execute(database.db)
  }
})
afterAll(async () => {
  for (const one of opened) await one.close()
  await owner.close()
  await database.close()
})

describe('the portal’s database user', () => {
  test('answers every public route', async () => {
    const portal = await loginOf('portal', portalRole)
    const server = createServer({
      modules,
      deps: { ...database.deps, pool: portal.pool, db: portal.db },
      config: loadConfig({ LOCAL_OPERATOR: 'off', ROLE: 'portal' }),
      log: silent,
      now: () => new Date(),
      faces: ['public'],
      webDist: null,
      actorOf: async () => null,
    })
    const open = modules.flatMap((m) => m.routes).filter(({ face }) => face === 'public')
    expect(open.length).toBeGreaterThan(8)
    for (const route of open) {
      for (const id of [person, company]) {
        const { method, url } = requestOf(route, { id })
        const reply = await ask(server, { method, url })
        expect([route.at, reply.status < 500]).toEqual([route.at, true])
        expect(reply.text).not.toContain('person name')
      }
    }
    await server.close()
  })

  test('reads no row about a person, though nothing in the statement keeps it from asking', async () => {
    const portal = await loginOf('portal', portalRole)
    for (const table of ['subjects.subject', 'subjects.name', 'archive.record']) {
      const column = table === 'subjects.subject' ? 'id' : 'subject_id'
      const { rows } = await sql<{
        id: string
      }>`select ${sql.ref(column)} as id from ${sql.table(table)}`.execute(portal.db)
      expect([table, rows.map(({ id }) => id)]).toEqual([table, [company]])
    }
    const { rows } = await sql<{ id: string }>`select subject_id as id from subjects.identifier`.execute(
      portal.db,
    )
    expect(rows.map(({ id }) => id)).toEqual([company])
  })

  test('cannot read people, credentials, sessions, clients or audit, nor sealed numbers, nor write anything', async () => {
    const portal = await loginOf('portal', portalRole)
    const { rows } = await sql<{ name: string }>`select schemaname || '.' || tablename as name from pg_tables
      where schemaname in ('identity', 'audit', 'intake', 'graphile_worker')`.execute(owner.db)
    expect(rows.length).toBeGreaterThan(18)
    for (const { name } of rows)
      expect([name, await codeOf(`select * from ${name}`, portal.db)]).toEqual([name, '42501'])
    expect(await codeOf('select value_sealed from subjects.identifier', portal.db)).toBe('42501')
    for (const name of [
      'subjects.subject',
      'archive.record',
      'disclosure.page',
      'policy.pack',
      'kernel.setting',
    ])
      for (const verb of [`delete from ${name}`, `insert into ${name} default values`, `drop table ${name}`])
        expect([verb, await codeOf(verb, portal.db)]).toEqual([verb, '42501'])
  })

  test('cannot step up to another role, and owns nothing to switch row security off on', async () => {
    const portal = await loginOf('portal')
    for (const statement of [
      'set role xinqiao_app',
      'set role xinqiao_console',
      'set session authorization xinqiao',
      'alter table subjects.subject disable row level security',
      'alter role xinqiao_portal bypassrls',
      'create schema own',
    ])
      expect([statement, await codeOf(statement, portal.db)]).toEqual([statement, '42501'])
    expect(await codeOf(`set role ${portalRole}`, portal.db)).toBe('done')
    expect(await codeOf('set row_security = off; select * from subjects.subject', portal.db)).toBe('42501')
  })
})

describe('other processes', () => {
  test('gateway and worker read neither passwords nor sessions; the console does', async () => {
    const secret = ['password', 'factor', 'recovery_code', 'session', 'device', 'federated']
    for (const [kind, role, code] of [
      ['gateway', 'xinqiao_app', '42501'],
      ['worker', 'xinqiao_app', '42501'],
      ['console', 'xinqiao_console', 'done'],
    ] as const) {
      const login = await loginOf(kind, role)
      for (const table of secret)
        expect([kind, table, await codeOf(`select * from identity.${table}`, login.db)]).toEqual([
          kind,
          table,
          code,
        ])
    }
  })

  test('nobody but the owner changes or removes what was audited', async () => {
    for (const [kind, role] of [
      ['all', 'xinqiao_console'],
      ['gateway', 'xinqiao_app'],
    ] as const) {
      const login = await loginOf(kind, role)
      expect(await codeOf('update audit.leaf set actor = actor', login.db)).toBe('42501')
      expect(await codeOf('delete from audit.leaf', login.db)).toBe('42501')
    }
  })

  test('a start with such a login migrates nothing and says when that is needed', async () => {
    const { user, password } = await databaseLogin(owner, 'portal')
    const url = new URL(database.url)
    url.username = user
    url.password = password
    expect(await migrate(url.href, modules)).toEqual({ ran: 0, hasRoles: true })
    const newer = [...modules, { ...modules[0]!, name: 'trial' }]
    await expect(migrate(url.href, newer)).rejects.toThrow(/has not had the migration trial/)
  })
})
