import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { nameMarked } from './prepared.ts'

pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export type Database = { pool: pg.Pool; db: Kysely<unknown>; close: () => Promise<void> }

/**
 * Opens a bounded pool. With `role` every session runs as that role. Statements are cut off after `statementMs`
 * (0 = never), lock waits after 10 s.
 */
export function openDatabase(
  url: string,
  options: { max: number; role?: string; statementMs?: number; name?: string },
): Database {
  const settings = [
    `-c statement_timeout=${options.statementMs ?? 60_000}`,
    '-c lock_timeout=10000',
    '-c TimeZone=Asia/Shanghai',
  ]
  if (options.role) settings.push(`-c role=${options.role}`)
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    options: settings.join(' '),
    application_name: options.name ?? 'xinqiao',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
  })
  // A broken idle connection is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    nameMarked(client)
  })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  return { pool, db, close: () => db.destroy() }
}

/** True when the database answers within the time, in milliseconds. */
export function answersWithin({ db }: Pick<Database, 'db'>, ms: number): Promise<boolean> {
  const late = new Promise<boolean>((done) => setTimeout(() => done(false), ms).unref())
  const answer = sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
  return Promise.race([answer, late])
}

/** True for errors that a new attempt of the same transaction may heal: serialisation, deadlock, lost connection. */
export function isTransient(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  if (code && /^(40001|40P01|55P03|57P0[1-5]|08\w{3}|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT)$/.test(code))
    return true
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(
    message ?? '',
  )
}
