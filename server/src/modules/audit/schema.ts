/** The logs of an installation: `audit` holds every deed, `public` what is shown, issued and in force. */
export const logs = ['audit', 'public'] as const
export type Log = (typeof logs)[number]

/** What was done to what. `digest` commits to the content: 32 bytes as hex; `detail` names no person. */
export type Deed = {
  action: string
  object: string
  digest: string
  detail?: Record<string, string | number | null>
  /** `audit` when absent. Of a deed in the public log everybody reads action, object, digest and time. */
  log?: Log
  /** Whom it is about; only a keyed pseudonym of it is kept. */
  subjectId?: string
}

/** A leaf as it is kept. */
export type Leaf = {
  seq: number
  at: Date
  actor: string
  action: string
  object: string
  /** Hex. */
  digest: string
  detail: Record<string, string | number | null>
  log: string
  subject: string | null
}

/**
 * Which leaf is meant: the newest of these actions on an object whose detail has these members; `isPublic` looks in the
 * public log alone, which every process may read.
 */
export type Which = {
  object: string
  actions: readonly string[]
  detail?: Record<string, string | number>
  isPublic?: boolean
}

/** The newest leaf of an object and action with its place in the log, if it has one yet. */
export type Placed = { leaf: Leaf; position: number | null; salt: Buffer | null }

/** What is known of the sealing of a log. */
export type Sealing = {
  log: Log
  epoch: number
  /** Entries and root signed last. */
  size: number
  root: Buffer | null
  published: number
  signedAt: Date | null
  publishedAt: Date | null
  halted: string | null
  haltedAt: Date | null
  detail: Record<string, unknown>
}

/** An entry of the database: `seq` is null for a forgotten one, `leaf` for one whose leaf is gone. */
export type EntryRow = { position: number; seq: number | null; leaf: Leaf | null; salt: Buffer | null }
