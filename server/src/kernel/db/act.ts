import { Kysely, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import type { Actor, Ctx, Log, Settings } from '../context.ts'
import type { Keys } from '../crypto/keys.ts'
import type { FileStore } from '../file-store.ts'
import type { Module } from '../module.ts'
import type { PublishedFiles } from '../published-files.ts'
import { tellFrom } from '../queue/outbox.ts'
import { bindClient } from './copy.ts'
import { isTransient } from './pool.ts'

export type Deps = {
  pool: pg.Pool
  db: Kysely<unknown>
  modules: Module[]
  keys: Keys
  files: FileStore
  published: PublishedFiles
  settings: Settings
}
export type By = { now: Date; actor: Actor; log: Log }

/**
 * One transaction around one action: the same for a request, a job and a command. `read` and `none` run
 * statements directly on the pool: each sees a consistent state of its own.
 */
export async function act<T>(
  deps: Deps,
  by: By,
  mode: 'write' | 'read' | 'none',
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  if (mode !== 'write') return work(outside(deps, by))
  const client = await deps.pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(contextOf(deps, by, boundTo(client)))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((cause) => {
      broken = cause
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** A context outside any transaction. Its transactions see a clock that runs on from `by.now`. */
export const outside = (deps: Deps, by: By, ahead = by.now.getTime() - Date.now()): Ctx => ({
  ...by,
  db: deps.db,
  keys: deps.keys,
  files: deps.files,
  published: deps.published,
  settings: deps.settings,
  tell: refuseToTell,
  inTransaction: (work) => actAgain(deps, () => ({ ...by, now: new Date(Date.now() + ahead) }), work),
  alone: (name, work) => alone(deps.pool, name, work),
})

function contextOf(deps: Deps, by: By, db: Kysely<unknown>): Ctx {
  const ctx: Ctx = {
    ...by,
    db,
    keys: deps.keys,
    files: deps.files,
    published: deps.published,
    settings: deps.settings,
    tell: tellFrom(deps.modules, db),
    inTransaction: (work) => work(ctx),
    alone: refuseToWait,
  }
  return ctx
}

const bound = new WeakMap<pg.PoolClient, Kysely<unknown>>()

/** A query builder whose every statement runs on this one connection. */
function boundTo(client: pg.PoolClient): Kysely<unknown> {
  const known = bound.get(client)
  if (known) return known
  const connection = { query: client.query.bind(client), release: () => {} }
  const single = { connect: async () => connection, end: async () => {} }
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: single as never }) })
  bound.set(client, db)
  bindClient(db, client)
  return db
}

/** Like `act`, repeated when the database asks for it: a deadlock, a lost race, a restart, a lost connection. */
export async function actAgain<T>(
  deps: Deps,
  by: () => By,
  work: (ctx: Ctx) => Promise<T>,
  triesMax = 40,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act(deps, by(), 'write', work)
    } catch (error) {
      if (attempt >= triesMax || !(isTransient(error) || error instanceof Again)) throw error
      await new Promise((done) =>
        setTimeout(done, Math.min(1_500, 15 * 1.6 ** attempt) * (0.5 + Math.random() / 2)),
      )
    }
  }
}

/** Thrown inside a transaction that lost a race and must be run again from its start. */
export class Again extends Error {}

async function alone(pool: pg.Pool, name: string, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const { rows } = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 1)) as held',
      [name],
    )
    if (!rows[0]!.held) return false
    await work()
    return true
  } finally {
    await client.query('select pg_advisory_unlock(hashtextextended($1, 1))', [name]).catch((error) => {
      broken = error
    })
    client.release(broken)
  }
}

const refuseToWait = async () => {
  throw new Error('a transaction takes no session lock')
}

const refuseToTell = async () => {
  throw new Error('a reading action must not tell events')
}

/** Holds a named lock until the transaction ends; it must be the first statement that matters. */
export const lock = async (ctx: Pick<Ctx, 'db'>, name: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(ctx.db)
}
