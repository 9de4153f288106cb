import { checkResidentId, checkUscc, parseDay } from '@xinqiao/standards'
import type { CodeLookups } from '../schema.ts'
import type { CatalogField, CatalogItem } from './catalog-parts.ts'
import { reportRow } from './report.ts'
import type { Row } from './row.ts'

/** Tells whether a cell has the unmistakable form of a column's values; null for columns without such a form. */
type Probe = { fits: (text: string) => boolean; isStrong: boolean }

const dayForm = /^(?:19|20)\d{2}[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12]\d|3[01])日?(?:[ T].{0,20})?$/u

/**
 * Finds rows whose cells slid one column, as an unquoted separator makes them: more cells than headers, or values
 * of unmistakable form standing beside their column while their own column holds something else. Asked only of rows
 * that already have findings or too many cells.
 */
export function shiftRule(
  item: CatalogItem,
  columnFields: readonly number[],
  lookups: CodeLookups,
  today: string,
): (row: Row) => void {
  const probes = columnFields.map((field) => (field < 0 ? null : probeOf(item.fields[field], lookups, today)))
  const width = columnFields.length
  return (row) => {
    if (row.cells.length > width && row.cells.slice(width, width + 50).some((cell) => cell.trim() !== '')) {
      reportRow(
        row,
        'error',
        'shifted-columns',
        { found: String(row.cells.length), expected: String(width) },
        true,
      )
      return
    }
    for (const step of [1, -1]) {
      const at = displaced(row, probes, step)
      if (at === null) continue
      const title = (column: number) =>
        item.fields[columnFields[column] ?? -1]?.title['zh-CN'] ?? `#${column + 1}`
      reportRow(row, 'error', 'shifted-columns', { found: title(at + step), expected: title(at) }, true)
      return
    }
  }
}

/** The first column whose value stands `step` columns away; null when the evidence is too thin. */
function displaced(row: Row, probes: readonly (Probe | null)[], step: number): number | null {
  let first: number | null = null
  let count = 0
  for (let column = 0; column < probes.length; column++) {
    const probe = probes[column]
    const own = cellAt(row, column)
    const beside = cellAt(row, column + step)
    if (!probe || own === '' || beside === '' || probe.fits(own) || !probe.fits(beside)) continue
    // The neighbour is at home where it stands: then only this cell is wrong, not the row.
    if (probes[column + step]?.fits(beside) === true) continue
    first ??= column
    count += probe.isStrong ? 2 : 1
  }
  return count >= 2 ? first : null
}

const cellAt = (row: Row, column: number): string => {
  const text = row.cells[column]
  return text === undefined || text.length > 200 ? '' : text.trim()
}

function probeOf(field: CatalogField | undefined, lookups: CodeLookups, today: string): Probe | null {
  if (field === undefined) return null
  const table = field.codes
  switch (field.type) {
    case 'uscc':
      return { fits: (text) => checkUscc(text).ok, isStrong: true }
    case 'resident-id':
      return { fits: (text) => checkResidentId(text, today).ok, isStrong: true }
    case 'date':
      return { fits: (text) => dayForm.test(text) && parseDay(text).ok, isStrong: true }
    case 'enum':
      if (table === undefined) return null
      return { fits: (text) => text.length > 1 && lookups.enumOf(table, text) !== undefined, isStrong: false }
    default:
      return null
  }
}
