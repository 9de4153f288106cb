import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeWorkerUtils } from 'graphile-worker'
import { sql } from 'kysely'
import type { Module } from '../module.ts'
import { quietLogger } from '../queue/quiet-logger.ts'
import { StartProblem } from '../start-problem.ts'
import { appRole, consoleRole, roleNames, rolePattern } from './database-roles.ts'
import { type Database, openDatabase } from './pool.ts'

type Migration = { module: string; number: number; name: string; text: string; sha256: string }

/**
 * Brings the database to the present shape: the queue's own tables, then each module's numbered SQL files in
 * module order. Each runs once, in its own transaction, under a lock, and its checksum is kept; a changed file
 * or a database newer than this program stops the start. Returns the number of migrations run and whether the roles
 * of the application exist (false where the login may not create roles). A login that owns nothing migrates nothing:
 * it only makes sure that the database is as this program needs it.
 */
export async function migrate(url: string, modules: Module[]): Promise<{ ran: number; hasRoles: boolean }> {
  const owner = openDatabase(url, { max: 2, statementMs: 0, name: 'xinqiao-migrate' })
  try {
    await refuseUnfit(owner)
    const all = [kernelMigrations(), ...modules.map(migrationsOf)].flat()
    if (await isGuest(owner)) {
      await refuseOlder(owner.db, all)
      return { ran: 0, hasRoles: true }
    }
    const hasRoles = await ensureRoles(owner)
    await queueTables(owner, hasRoles ? appRole : null)
    return { ran: await run(owner, all, hasRoles), hasRoles }
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

/** True for a login of one kind of process: the tables are there and are another's. */
async function isGuest({ db }: Database): Promise<boolean> {
  const { rows } = await sql<{ guest: boolean }>`select exists (select from pg_class c join pg_namespace n
    on n.oid = c.relnamespace where n.nspname = 'kernel' and c.relname = 'migration'
    and not pg_has_role(current_user, c.relowner, 'usage')) as guest`.execute(db)
  return rows[0]!.guest
}

/** Makes sure that the roles exist; whoever starts beside this one, also in another database, does the same. */
async function ensureRoles({ db }: Database): Promise<boolean> {
  for (let attempt = 1; ; attempt++)
    try {
      for (const role of roleNames) if (!(await ensureRole(db, role))) return false
      await refuseStranger(db)
      await raiseRoles(db)
      return true
    } catch (error) {
      const { code } = error as { code?: string }
      if (!['XX000', '42710', '23505'].includes(code ?? '') || attempt === 10) throw error
      await new Promise((done) => setTimeout(done, 20 * attempt))
    }
}

/** Makes a role unless it is there; false where the login may not. */
async function ensureRole(db: Database['db'], role: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean; member: boolean }>`select
    exists (select from pg_roles where rolname = ${role}) as known,
    exists (select from pg_roles where rolname = ${role} and pg_has_role(oid, 'member')) as member`.execute(
    db,
  )
  const { known, member } = rows[0]!
  try {
    if (!known) await sql`create role ${sql.id(role)} nologin`.execute(db)
    if (!member) await sql`grant ${sql.id(role)} to current_user`.execute(db)
    return true
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    return known
  }
}

/** Roles may be there, of another installation or made by the operator; only their members may step down to them. */
async function refuseStranger(db: Database['db']): Promise<void> {
  const { rows } = await sql<{ login: string }>`select current_user::text as login from pg_roles
    where rolname = any(${[...roleNames]}::text[]) and not pg_has_role(oid, 'member') limit 1`.execute(db)
  const login = rows[0]?.login
  if (login !== undefined)
    throw new StartProblem(
      `The role ${appRole} exists on the database server and ${login} is not a member of it; have an administrator run: grant ${roleNames.join(', ')} to ${login}`,
    )
}

/** The console has what the application has. Both are above row security, since rows are copied in; the portal is not. */
async function raiseRoles(db: Database['db']): Promise<void> {
  const { rows } = await sql<{ name: string; above: boolean; member: boolean }>`select rolname as name,
    rolbypassrls or rolsuper as above, pg_has_role(rolname, ${appRole}, 'member') as member
    from pg_roles where rolname in (${appRole}, ${consoleRole})`.execute(db)
  for (const { name, above, member } of rows) {
    if (!member) await sql`grant ${sql.id(appRole)} to ${sql.id(name)}`.execute(db)
    if (above) continue
    await sql`alter role ${sql.id(name)} bypassrls`.execute(db).catch((error: { code?: string }) => {
      // A login that may not do this leaves row security off; the rights on tables hold all the same.
      if (error.code !== '42501') throw error
    })
  }
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

async function run({ db }: Database, all: Migration[], hasRoles: boolean): Promise<number> {
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
      await sql
        .raw(hasRoles ? migration.text : migration.text.replaceAll(rolePattern, 'current_user'))
        .execute(tx)
      await sql`insert into kernel.migration (module, number, name, sha256)
        values (${migration.module}, ${migration.number}, ${migration.name}, ${migration.sha256})`.execute(tx)
      ran++
    })
  await refuseNewer(db, all)
  return ran
}

async function refuseOlder(db: Database['db'], all: Migration[]): Promise<void> {
  const { rows } = await sql<{
    module: string
    number: number
  }>`select module, number from kernel.migration`.execute(db)
  const ran = new Set(rows.map((row) => `${row.module}/${row.number}`))
  const missing = all.find((m) => !ran.has(`${m.module}/${m.number}`))
  if (missing)
    throw new StartProblem(
      `The database has not had the migration ${missing.module}/${missing.name} yet; run xinqiao migrate with the owner's DATABASE_URL first.`,
    )
  await refuseNewer(db, all)
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
