/** Why a log is not sealed on. The codes stand in the database, in the log of the process and in the readiness. */
export type HaltReason =
  /** What is signed already is not signed by the key or under the name of now. */
  | 'signed-by-another'
  /** The database has fewer entries than were signed: it was set back. */
  | 'database-shorter'
  /** An entry of the database differs from the one that was signed. */
  | 'database-differs'
  /** The tile store has less than the database knows to be signed: it was set back or lost. */
  | 'store-shorter'
  /** Tiles do not have the root that was signed. */
  | 'tiles-damaged'
  /** A witness holds a checkpoint of this log that is longer than, or different from, what is here. */
  | 'witness-saw-another'

/** Thrown where sealing must not go on. Business does. */
export class Halt extends Error {
  readonly reason: HaltReason
  readonly detail: Record<string, string | number | null>
  constructor(reason: HaltReason, detail: Record<string, string | number | null> = {}) {
    super(reason)
    this.reason = reason
    this.detail = detail
  }
}
