/** Something in a log, its store or its database that is not what was signed. */
export type LedgerFault = {
  code: /** No checkpoint a reader may believe. */
    | 'checkpoint'
    /** The tree is not a continuation of one that was seen before. */
    | 'not-continued'
    /** The signed root is the root of other entries. */
    | 'root'
    /** A tile or bundle is missing or not what the signed root says. */
    | 'tile'
    /** An entry of a bundle is not the one that was signed. */
    | 'entry'
    /** A leaf says something else than its signed entry. */
    | 'changed'
    /** A leaf, or its place in the log, is gone. */
    | 'removed'
    /** A leaf stands in the database that was never sealed and does not wait to be. */
    | 'added'
    /** Rows or records of a filed chunk are not those that its leaf commits to. */
    | 'rows'
    /** A version of a record does not have the content its digest says. */
    | 'record'
    /** A stored page is not the one the public log was told of. */
    | 'page'
    /** The salt of a leaf is gone without a leaf that tells of it. */
    | 'salt'
  log: string
  position?: number
  leaf?: number
  path?: string
  /** What the signed entry tells: type, object and time; or why a checkpoint is not believed. */
  told?: string
}

/** One fault as a line for a person. */
export function faultLine({ code, log, position, leaf, path, told }: LedgerFault): string {
  const where = [
    leaf === undefined ? '' : `leaf ${leaf}`,
    position === undefined ? '' : `position ${position}`,
    path ?? '',
  ].filter(Boolean)
  return `${log}: ${code}${where.length > 0 ? ` ${where.join(', ')}` : ''}${told === undefined ? '' : ` (${told})`}`
}

/** Collects faults up to a number and counts them all. */
export class FaultList {
  readonly faults: LedgerFault[] = []
  readonly #max: number
  count = 0
  constructor(max: number) {
    this.#max = max
  }
  add(fault: LedgerFault): void {
    this.count++
    if (this.faults.length < this.#max) this.faults.push(fault)
  }
}
