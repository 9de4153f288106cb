import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { appRole, roleNames } from '../src/kernel/db/database-roles.ts'
import { migrate } from '../src/kernel/db/migrate.ts'
import { openDatabase } from '../src/kernel/db/pool.ts'
import { type Module, module } from '../src/kernel/module.ts'
import { StartProblem } from '../src/kernel/start-problem.ts'
import { modules } from '../src/modules.ts'
import { emptyDatabase } from './support/database.ts'
import { pathsBelow } from './support/source.ts'

const files = pathsBelow('server/src', /^\d{4}-.*\.sql$/)
let fresh: Awaited<ReturnType<typeof emptyDatabase>>
let folder: string
beforeEach(async () => {
  fresh = await emptyDatabase()
  folder = mkdtempSync(join(tmpdir(), 'migrations-'))
})
afterEach(async () => {
  await fresh.drop()
  rmSync(folder, { recursive: true })
})

async function asRole<T>(
  work: (db: ReturnType<typeof openDatabase>['db']) => Promise<T>,
  role?: string,
): Promise<T> {
  const database = openDatabase(fresh.url, { max: 2, ...(role ? { role } : {}) })
  try {
    return await work(database.db)
  } finally {
    await database.close()
  }
}
const migrationsRun = () =>
  asRole(async (db) => {
    const { rows } = await sql<{
      at: string
    }>`select module || '/' || name as at from kernel.migration order by 1`.execute(db)
    return rows.map(({ at }) => at)
  })
/** The list with one module that has its migrations in the test's folder. */
const withOwn = (list: Module[] = modules) => [...list, module('trial', { migrations: folder })]
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)

describe('a database is brought to the present shape', () => {
  test('every file runs once, in module order, and a second start runs none', async () => {
    expect((await migrate(fresh.url, modules)).ran).toBe(files.length)
    expect(await migrate(fresh.url, modules)).toEqual({ ran: 0, hasRoles: true })
    expect((await migrationsRun()).length).toBe(files.length)
  })

  test('of several processes that start at once each file is run by one', async () => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => migrate(fresh.url, modules)))
    expect(runs.reduce((sum, { ran }) => sum + ran, 0)).toBe(files.length)
  })

  test('a file added later runs alone', async () => {
    await migrate(fresh.url, modules)
    write('0001-first.sql', 'create schema trial; create table trial.a (n int);')
    expect((await migrate(fresh.url, withOwn())).ran).toBe(1)
    write('0002-second.sql', 'alter table trial.a add column m int;')
    write('notes.txt', 'no migration')
    expect((await migrate(fresh.url, withOwn())).ran).toBe(1)
  })

  test('files are numbered without gap or repetition in every module', () => {
    for (const { name, migrations } of modules)
      if (migrations !== null) {
        const numbers = readdirSync(migrations).map((file) => Number(file.slice(0, 4)))
        expect(numbers.sort(), name).toEqual(numbers.map((_, i) => i + 1))
      }
  })
})

describe('what does not fit stops the start with one sentence', () => {
  test('a file that was changed after it ran', async () => {
    write('0001-first.sql', 'create schema trial;')
    await migrate(fresh.url, withOwn())
    write('0001-first.sql', 'create schema trial; -- changed')
    await expect(migrate(fresh.url, withOwn())).rejects.toThrow(StartProblem)
    await expect(migrate(fresh.url, withOwn())).rejects.toThrow(/trial\/0001-first\.sql was changed/)
  })

  test('a database that is newer than the program', async () => {
    write('0001-first.sql', 'create schema trial;')
    await migrate(fresh.url, withOwn())
    await expect(migrate(fresh.url, modules)).rejects.toThrow(
      /newer than this program.*trial\/0001-first\.sql/,
    )
  })

  test('a file that fails leaves nothing of itself and everything before it', async () => {
    write('0001-first.sql', 'create schema trial; create table trial.a (n int);')
    write('0002-second.sql', 'create table trial.b (n int); select 1/0;')
    await expect(migrate(fresh.url, withOwn())).rejects.toThrow(/division by zero/)
    expect(await migrationsRun()).toContain('trial/0001-first.sql')
    expect(await migrationsRun()).not.toContain('trial/0002-second.sql')
    write('0002-second.sql', 'create table trial.b (n int);')
    expect((await migrate(fresh.url, withOwn())).ran).toBe(1)
  })

  test('a renamed copy of a file is a new one and runs, its number decides', async () => {
    write('0001-first.sql', 'create schema if not exists trial;')
    await migrate(fresh.url, withOwn())
    cpSync(join(folder, '0001-first.sql'), join(folder, '0002-again.sql'))
    expect((await migrate(fresh.url, withOwn())).ran).toBe(1)
  })
})

describe('the role of the application', () => {
  test('may read and add what it owns, and neither change nor delete what is append-only', async () => {
    await migrate(fresh.url, modules)
    const refused = async (statement: string) =>
      asRole((db) => sql.raw(statement).execute(db), appRole).then(
        () => 'done',
        (error: { code?: string }) => error.code,
      )
    expect(await refused('select 1 from audit.leaf')).toBe('done')
    for (const statement of [
      `update audit.leaf set actor = 'x'`,
      'delete from audit.leaf',
      'truncate audit.leaf',
      'update archive.record_history set version = 9',
      `update policy.pack set code = 'x'`,
      'delete from policy.pack',
      `update kernel.setting set value = 'x'`,
      'delete from intake.batch',
      'drop table audit.leaf',
      'create table public.mine (n int)',
      'alter table audit.leaf add column x int',
      `update kernel.migration set sha256 = ''`,
    ])
      expect(await refused(statement), statement).toBe('42501')
  })

  test('may put jobs into the queue and take them out', async () => {
    await migrate(fresh.url, modules)
    const kept = await asRole(async (db) => {
      await sql`select from graphile_worker.add_jobs(array(select row('trial', '{}'::json, null, null, 5, 'k', null, null)::graphile_worker.job_spec))`.execute(
        db,
      )
      const { rows } = await sql<{
        n: number
      }>`select count(*)::int as n from graphile_worker._private_jobs`.execute(db)
      await sql`delete from graphile_worker._private_jobs`.execute(db)
      return rows[0]!.n
    }, appRole)
    expect(kept).toBe(1)
  })
})

describe('a database that cannot serve is one clear sentence', () => {
  test('when it is not encoded in UTF-8', async () => {
    const name = `${new URL(fresh.url).pathname.slice(1)}_latin`
    await asRole((db) =>
      sql`create database ${sql.id(name)} template template0 encoding 'LATIN1' locale_provider libc lc_collate 'C' lc_ctype 'C'`.execute(
        db,
      ),
    )
    try {
      const url = fresh.url.replace(/\/test_[0-9a-f]+/, `/${name}`)
      await expect(migrate(url, modules)).rejects.toThrow(/encoded in LATIN1.*UTF8/)
    } finally {
      await asRole((db) => sql`drop database ${sql.id(name)} with (force)`.execute(db))
    }
  })

  test('when the login is no member of the role that is there, and not when it is', async () => {
    const login = `plain_${new URL(fresh.url).pathname.slice(6)}`
    const own = new URL(fresh.url)
    own.username = login
    own.password = 'test'
    await asRole(async (db) => {
      await sql`create role ${sql.id(login)} login password 'test'`.execute(db)
      await sql`grant create on database ${sql.id(own.pathname.slice(1))} to ${sql.id(login)}`.execute(db)
    })
    try {
      await expect(migrate(own.href, modules)).rejects.toThrow(
        new RegExp(`${login} is not a member.*grant ${roleNames.join(', ')} to ${login}`),
      )
      await asRole((db) => sql`grant ${sql.raw(roleNames.join(', '))} to ${sql.id(login)}`.execute(db))
      expect((await migrate(own.href, modules)).hasRoles).toBe(true)
    } finally {
      await asRole(async (db) => {
        await sql`drop owned by ${sql.id(login)} cascade`.execute(db)
        await sql`drop role ${sql.id(login)}`.execute(db)
      })
    }
  })
})
