import type { Kysely } from 'kysely'
import type { Keys } from './crypto/keys.ts'
import type { Told } from './event.ts'
import type { FileStore } from './file-store.ts'
import type { PublishedFiles } from './published-files.ts'

/** Who acts. `orgId` is the provider or office a staff member or client belongs to; null for the public. */
export type Actor = { id: string; orgId: string | null; may: (permission: string) => boolean }

export type Log = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** What an operator decides for the whole installation. */
export type Settings = {
  /** Codes of optional packs that are switched on. */
  optionalPacks: readonly string[]
  /** The name the logs of this installation are signed under, before `/<log>`. */
  logName: string
  /** Whom readers of the logs shall trust besides: witness, group and quorum lines of a tlog-policy. */
  witnessPolicy: string
}

/** Everything an action may touch. `db` is always the caller's transaction. */
export type Ctx = {
  db: Kysely<unknown>
  now: Date
  actor: Actor
  tell: (event: Told) => Promise<void>
  log: Log
  keys: Keys
  files: FileStore
  published: PublishedFiles
  settings: Settings
  /**
   * Runs work in one transaction of its own, repeated when the database asks for it. Only doors that declare
   * `transaction: 'none'` (long jobs, uploads) use it; inside a transaction it joins the one that is open.
   */
  inTransaction: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>
  /**
   * Runs work while this process alone holds a named lock of the database; answers false at once when another
   * process holds it. The lock falls with its connection, so a killed process never leaves it behind.
   */
  alone: (name: string, work: () => Promise<void>) => Promise<boolean>
}

/** A module's own view of the database: it cannot name a table it does not own. */
export const tables = <T>(ctx: Pick<Ctx, 'db'>): Kysely<T> => ctx.db as unknown as Kysely<T>
