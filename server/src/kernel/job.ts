import type { Static, TSchema } from '@sinclair/typebox'
import type { Ctx } from './context.ts'
import type { Event } from './event.ts'

/**
 * A side effect that leaves the transaction: heard from an event or run on a schedule. Each key becomes one job;
 * equal keys that are still waiting become one. `run` gets its own transaction unless `transaction` is `none`.
 */
export type Job = {
  name: string
  on: string | null
  cron: string | null
  keys: (data: never) => string[]
  transaction: 'write' | 'none'
  run: (ctx: Ctx, key: string) => Promise<void>
}

/** Listens to an event of this module or one above it. */
export function on<S extends TSchema>(
  told: Event<S>,
  name: string,
  keys: (data: Static<S>) => string[],
  run: Job['run'],
  transaction: Job['transaction'] = 'write',
): Job {
  return { name, on: told.type, cron: null, keys: keys as Job['keys'], transaction, run }
}

/** Runs on a schedule (cron, China time), once for the whole cluster. */
export function every(
  cron: string,
  name: string,
  run: (ctx: Ctx) => Promise<void>,
  transaction: Job['transaction'] = 'write',
): Job {
  return { name, on: null, cron, keys: () => [], transaction, run: (ctx) => run(ctx) }
}
