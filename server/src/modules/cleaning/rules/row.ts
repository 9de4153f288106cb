import type { Cells, Finding } from '../schema.ts'

/** A field's cleaned value while a row is worked on; null when empty. */
export type Value = string | string[] | null

/** What became of a field: `failed` has an error, `doubtful` an unusable identifier, `forever` a far placeholder day. */
export const fieldStates = { open: 0, failed: 1, doubtful: 2, forever: 3 } as const

/**
 * The work area of one cleaner, reused row after row so that a clean row allocates only its result. Arrays are
 * indexed by the field's position in the catalog item.
 */
export type Row = {
  cells: Cells
  values: Value[]
  states: Uint8Array
  /** The text of an identifier that belongs to another scheme than its column says, by field. */
  strays: (Stray | null)[]
  findings: Finding[] | null
  rejected: boolean
  /** Other names met in the subject's name cell. */
  aliases: string[] | null
  /** The day the fact arose, once its column is read; code tables are asked as of this day. */
  day: string | null
}
export type Stray = { scheme: 'registration-number' | 'organisation-code' | 'resident-id'; value: string }

/** A fresh work area for `size` fields. */
export const newRow = (size: number): Row => ({
  cells: [],
  values: new Array<Value>(size).fill(null),
  states: new Uint8Array(size),
  strays: new Array<Stray | null>(size).fill(null),
  findings: null,
  rejected: false,
  aliases: null,
  day: null,
})

/** Makes the work area ready for the next row; the values are written anew by whoever reads the cells. */
export function startRow(row: Row, cells: Cells): void {
  row.cells = cells
  if (row.findings !== null) {
    row.states.fill(0)
    row.strays.fill(null)
  }
  row.findings = null
  row.rejected = false
  row.aliases = null
  row.day = null
}

/** The single text of a value: the first of several, null when empty. */
export const textOf = (value: Value | undefined): string | null =>
  typeof value === 'string' ? value : Array.isArray(value) ? (value[0] ?? null) : null

/** All texts of a value. */
export const textsOf = (value: Value | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? [])
