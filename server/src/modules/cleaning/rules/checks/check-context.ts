import type { CodeLookups, Finding } from '../../schema.ts'
import type { CatalogCheck, CatalogField } from '../catalog-parts.ts'
import type { Spot } from '../report.ts'
import type { Row } from '../row.ts'

/** A field a check looks at. */
export type CheckField = { field: CatalogField; spot: Spot }

/** What the compiler of a check knows. `level` is what a failed check means. */
export type CheckContext = {
  check: CatalogCheck
  fields: CheckField[]
  level: Finding['level']
  lookups: CodeLookups
  today: string
}
export type RowCheck = (row: Row) => void
export type CheckCompiler = (context: CheckContext) => RowCheck

/** The fields of a check by type, in their order, so that a check does not depend on how a pack lists them. */
export const fieldsOfType = (context: CheckContext, ...types: CatalogField['type'][]): CheckField[] =>
  context.fields.filter(({ field }) => types.includes(field.type))
