import type { Kysely } from 'kysely'
import type { Keys } from './crypto/keys.ts'
import type { Told } from './event.ts'
import type { FileStore } from './file-store.ts'
import type { PublishedFiles } from './published-files.ts'

/** How far a right was given; null is everywhere. A region is a prefix of its code. */
export type Scope = { orgId: string | null; region: string | null; kinds: readonly string[] | null }

/** What that comes to today: the bodies, and the kinds of things; null is all of them. */
export type Reach = { bodies: readonly string[] | null; kinds: readonly string[] | null }

/** Who acts. `orgId` is the provider or office a staff member or client belongs to; null for the public. */
export type Actor = {
  id: string
  orgId: string | null
  may: (permission: string) => boolean
  /** How far a permission reaches; absent where that is not told by permission. Stores are handed it. */
  reach?: (permission: string) => readonly Reach[]
  /** The reach of the permission of the door this request came through; null reaches everything. */
  reached?: readonly Reach[] | null
  /** Present for people who signed in. Until all factors are shown `isFull` is false. */
  session?: { id: string; accountId: string; personId: string | null; isFull: boolean; provenAt: Date }
  /** Id of what the actor may see because it is theirs. */
  own?: string | null
  /** Fields of records a permission opens; absent where it opens all. */
  fields?: (permission: string) => readonly string[]
  /** Those of the permission of the door this request came through. */
  fieldsOpen?: readonly string[]
  /** Counts one use of a permission against what was granted; throws a Problem when it is used up. */
  spend?: (permission: string) => Promise<void>
}

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
  /** Address under which browsers and other systems know this platform, without a path. */
  publicUrl: string
  /** Rules for passwords: length and lists only, or four classes and 90 days. */
  passwordPolicy: 'asvs' | 'mlps3'
  /** Providers of identities, as their file says; empty where there is none. */
  identityProviders: readonly unknown[]
  /** Origins of own systems that may be called though they are private or without TLS. */
  outboundAllow: readonly string[]
  /** How names and numbers of people who register are checked against reality. */
  realName: 'off' | 'demo'
  /** Masked values an actor may see in clear in a day. */
  unmaskPerDay: number
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
