import type { CatalogField } from './catalog-parts.ts'

/** Types whose cells are running words: their length is bounded by the catalog, never cut. */
export const isWords: ReadonlySet<CatalogField['type']> = new Set([
  'text',
  'name',
  'person-name',
  'document-number',
  'address',
])

/** Longest text of a type when the catalog names none. */
export const lengthMaxOf = (field: CatalogField): number =>
  field.lengthMax ?? (field.type === 'text' ? 20_000 : isWords.has(field.type) ? 1_000 : 200)
