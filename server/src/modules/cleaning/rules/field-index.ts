import type { CatalogItem } from './catalog-parts.ts'

/**
 * Position of a field code in the item. Throws a RangeError that names the code when the item does not have it:
 * a catalog item that points at nothing must not start cleaning.
 */
export function fieldIndex(item: CatalogItem): (code: string) => number {
  const positions = new Map(item.fields.map((field, index) => [field.code, index]))
  return (code) => {
    const index = positions.get(code)
    if (index === undefined) throw new RangeError(`catalog item ${item.kind} has no field ${code}`)
    return index
  }
}
