import { tidyText } from '@xinqiao/standards'
import type { Cells, CleanRow } from '../schema.ts'

/** Unknown columns kept of one row, and the longest name and value kept of each. */
export const extraMax = { columns: 100, name: 64, value: 2000 } as const

/** Compiles how the columns unknown to the catalog are kept; null when the file has none. */
export function extraReader(
  columnFields: readonly number[],
  headers: readonly string[],
): ((cells: Cells) => CleanRow['extra']) | null {
  const taken = new Set<string>()
  const columns: { column: number; name: string }[] = []
  columnFields.forEach((field, column) => {
    if (field >= 0 || columns.length >= extraMax.columns) return
    const name = extraName(headers[column] ?? '', column, taken)
    taken.add(name)
    columns.push({ column, name })
  })
  if (columns.length === 0) return null
  return (cells) => {
    let extra: Record<string, string> | null = null
    for (const { column, name } of columns) {
      const text = cells[column]
      if (text === undefined || text === '') continue
      const kept = keptText(text)
      if (kept === '') continue
      extra ??= {}
      extra[name] = kept
    }
    return extra
  }
}

/** A header as a unique, harmless key: names that mean something to objects are replaced. */
function extraName(header: string, column: number, taken: Set<string>): string {
  const text = tidyText(header.slice(0, extraMax.name * 2))
    .slice(0, extraMax.name)
    .toWellFormed()
  const name = text === '' || text in Object.prototype ? `#${column + 1}` : text
  return taken.has(name) ? `${name}#${column + 1}` : name
}

/** Stored text has no NUL and no half characters. */
const keptText = (text: string): string =>
  text.slice(0, extraMax.value).toWellFormed().replaceAll('\u0000', '').trim()
