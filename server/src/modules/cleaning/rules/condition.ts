import type { CodeLookups } from '../schema.ts'
import type { CatalogCondition, CatalogItem } from './catalog-parts.ts'
import { type Row, textsOf } from './row.ts'

export type RowTest = (row: Row) => boolean

/** A catalog condition as a test of the cleaned row; its values may be codes or titles of the field's table. */
export function conditionTest(
  condition: CatalogCondition,
  item: CatalogItem,
  indexOf: (code: string) => number,
  lookups: CodeLookups,
): RowTest {
  const index = indexOf(condition.field)
  if (condition.in.includes('*')) return (row) => row.values[index] !== null
  const table = item.fields[index]?.codes
  const wanted = new Set(condition.in)
  if (table !== undefined)
    for (const text of condition.in) {
      const code = lookups.enumOf(table, text)
      if (code !== undefined) wanted.add(code)
    }
  return (row) => {
    const value = row.values[index] ?? null
    if (typeof value === 'string') return wanted.has(value)
    return textsOf(value).some((text) => wanted.has(text))
  }
}
