import type { CatalogItem } from '../../catalog/index.ts'
import { shownCell } from '../../cleaning/index.ts'

/** A table as its columns were understood: the field code of each, null for one the catalog does not know. */
type Understood = { headers: string[]; columns: (string | null)[]; item: CatalogItem | null }

/** Cells of a row as staff may see them, in column order; null where a record keeps them sealed. */
export function shownCells(
  { headers, columns, item }: Understood,
  cells: readonly string[],
  names: { isPerson: boolean; are: 'clear' | 'masked' },
): { header: string; value: string | null }[] {
  return headers.map((header, i) => {
    const field = item?.fields.find((f) => f.code === columns[i]) ?? null
    const isPerson = names.isPerson && field !== null && field.code === item?.subject.name
    return { header, value: shownCell(cells[i] ?? '', field, { isPerson, are: names.are }) }
  })
}
