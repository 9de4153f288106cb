import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeWorkerUtils } from 'graphile-worker'
import { sql } from 'kysely'
import type { Module } from '../module.ts'
import { quietLogger } from '../queue/quiet-logger.ts'
import { StartProblem } from '../start-problem.ts'
import { appRole, type Database, openDatabase } from './pool.ts'

type Migration = { module: string; number: number; name: string; text: string; sha256: string }

/**
 * Brings the database to the present shape: the queue's own tables, then each module's numbered SQL files in
 * module order. Each runs once, in its own transaction, under a lock, and its checksum is kept; a changed file
 * or a database newer than this program stops the start. Returns the number of migrations run and the role the
 * application shall use (null where the login may not create roles).
 */
export async function migrate(url: string, modules: Module[]): Promise<{ ran: number; role: string | null }> {
  const owner = openDatabase(url, { max: 2, statementMs: 0, name: 'xinqiao-migrate' })
  try {
    await refuseUnfit(owner)
    const role = await ensureRole(owner)
    await queueTables(owner, role)
    const all = [kernelMigrations(), ...modules.map(migrationsOf)].flat()
    const ran = await run(owner, all, role)
    return { ran, role }
  } finally {
    await owner.close()
  }
}

async function refuseUnfit({ db }: Database): Promise<void> {
  const { rows } = await sql<{ n: number; encoding: string }>`
    select current_setting('server_version_num')::int as n, current_setting('server_encoding') as encoding`.execute(
    db,
  )
  const { n, encoding } = rows[0]!
  if (n < 150_000)
    throw new StartProblem(`The database is PostgreSQL ${Math.floor(n / 10_000)}; 15 or newer is needed.`)
  if (encoding !== 'UTF8')
    throw new StartProblem(
      `The database is encoded in ${encoding}; create one with encoding 'UTF8' and name it in DATABASE_URL.`,
    )
}

async function ensureRole({ db }: Database): Promise<string | null> {
  const name = sql.raw(appRole)
  const { rows } = await sql<{ known: boolean; login: string }>`
    select exists (select from pg_roles where rolname = ${appRole}) as known, current_user::text as login`.execute(
    db,
  )
  const { known, login } = rows[0]!
  try {
    if (!known) await sql`create role ${name} nologin`.execute(db)
    await sql`grant ${name} to current_user`.execute(db)
    return appRole
  } catch (error) {
    if (!known && (error as { code?: string }).code !== '42710') return null
  }
  // The role is there, of another installation or made by the operator; only its members may step down to it.
  const member = await sql<{
    is: boolean
  }>`select pg_has_role(current_user, ${appRole}, 'member') as is`.execute(db)
  if (!member.rows[0]!.is)
    throw new StartProblem(
      `The role ${appRole} exists on the database server and ${login} is not a member of it; have an administrator run: grant ${appRole} to ${login}`,
    )
  return appRole
}

async function queueTables({ pool, db }: Database, role: string | null): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool, logger: quietLogger })
  await utils.migrate()
  await utils.release()
  if (role === null) return
  const name = sql.raw(role)
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(7031524)`.execute(tx)
    await sql`grant usage on schema graphile_worker to ${name}`.execute(tx)
    await sql`grant all on all tables in schema graphile_worker to ${name}`.execute(tx)
    await sql`grant all on all sequences in schema graphile_worker to ${name}`.execute(tx)
    await sql`grant execute on all functions in schema graphile_worker to ${name}`.execute(tx)
    await letThrough(tx, role)
  })
}

/** The queue's tables have row security without a policy: only their owner passes, unless others are let through. */
async function letThrough(tx: Database['db'], role: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select c.relname as name from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = ${role})`.execute(tx)
  for (const { name } of rows)
    await sql`create policy ${sql.id(role)} on graphile_worker.${sql.id(name)} to ${sql.id(role)} using (true) with check (true)`.execute(
      tx,
    )
}

async function run({ db }: Database, all: Migration[], role: string | null): Promise<number> {
  // `if not exists` alone fails when two processes look at once.
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(7031524)`.execute(tx)
    await sql`create schema if not exists kernel`.execute(tx)
    await sql`create table if not exists kernel.migration (module text, number int, name text not null, sha256 text not null,
    at timestamptz not null default now(), primary key (module, number))`.execute(tx)
  })
  let ran = 0
  for (const migration of all)
    await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(7031524)`.execute(tx)
      const { rows } = await sql<{ sha256: string }>`select sha256 from kernel.migration
        where module = ${migration.module} and number = ${migration.number}`.execute(tx)
      if (rows[0]?.sha256 === migration.sha256) return
      if (rows[0])
        throw new StartProblem(
          `The migration ${migration.module}/${migration.name} was changed after it ran; migrations are forward only.`,
        )
      await sql.raw(migration.text.replaceAll(appRole, role ?? 'current_user')).execute(tx)
      await sql`insert into kernel.migration (module, number, name, sha256)
        values (${migration.module}, ${migration.number}, ${migration.name}, ${migration.sha256})`.execute(tx)
      ran++
    })
  await refuseNewer(db, all)
  return ran
}

async function refuseNewer(db: Database['db'], all: Migration[]): Promise<void> {
  const known = new Set(all.map((m) => `${m.module}/${m.number}`))
  const { rows } = await sql<{
    module: string
    number: number
    name: string
  }>`select module, number, name from kernel.migration`.execute(db)
  const unknown = rows.find((row) => !known.has(`${row.module}/${row.number}`))
  if (unknown)
    throw new StartProblem(
      `The database is newer than this program: it has the migration ${unknown.module}/${unknown.name}.`,
    )
}

const kernelMigrations = () => read('kernel', join(import.meta.dirname, 'migrations'))
const migrationsOf = (module: Module) =>
  module.migrations === null ? [] : read(module.name, module.migrations)

function read(module: string, folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
  return names.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    return {
      module,
      number: Number(name.slice(0, 4)),
      name,
      text,
      sha256: createHash('sha256').update(text).digest('hex'),
    }
  })
}
