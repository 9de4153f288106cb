import type { Company } from '../company.ts'
import type { Column, Role } from '../kinds/column.ts'
import type { Random } from '../random.ts'

/** A row being dirtied: its cells are changed in place. */
export type DirtRow = {
  cells: string[]
  columns: readonly Column[]
  random: Random
  /** The company behind a code, for dirt that needs other names of it. */
  companyOf: (uscc: string) => Company | null
}

/** One cell before and after. */
export type Change = { column: string; before: string; after: string }

/** One kind of dirt: changes the row and says what it did; nothing when the row gives no occasion. */
export type Dirt = (row: DirtRow) => Change[]

/** Position of the first filled cell with one of the roles, or -1. */
export function filled(row: DirtRow, ...roles: Role[]): number {
  return row.columns.findIndex((column, at) => roles.includes(column.role) && row.cells[at] !== '')
}

/** Positions of all filled cells with one of the roles. */
export function allFilled(row: DirtRow, ...roles: Role[]): number[] {
  const found: number[] = []
  for (const [at, column] of row.columns.entries())
    if (roles.includes(column.role) && row.cells[at]) found.push(at)
  return found
}

/** Replaces a cell; no change when it stays the same. */
export function replace(row: DirtRow, at: number, after: string): Change[] {
  const before = row.cells[at] ?? ''
  if (before === after) return []
  row.cells[at] = after
  return [{ column: row.columns[at]?.code ?? '', before, after }]
}

/** Dirt that rewrites the first filled cell of a role; `null` from the rewriter means no occasion. */
export function onCell(roles: Role[], rewrite: (text: string, row: DirtRow) => string | null): Dirt {
  return (row) => {
    const at = filled(row, ...roles)
    const after = at < 0 ? null : rewrite(row.cells[at] as string, row)
    return after === null ? [] : replace(row, at, after)
  }
}
