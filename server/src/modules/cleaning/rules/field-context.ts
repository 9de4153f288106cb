import type { CodeLookups } from '../schema.ts'
import type { CatalogField } from './catalog-parts.ts'
import type { Spot } from './report.ts'
import type { Row, Value } from './row.ts'

/** What the compiler of a field's rule knows: the field, how to report, and what the file's header said. */
export type FieldContext = {
  field: CatalogField
  spot: Spot
  lookups: CodeLookups
  /** Civil day of receipt. */
  today: string
  /** Unit of a bare number: the header's where it names one, else the catalog's. */
  unit: 'yuan' | 'wan-yuan'
  /** True when this field is the subject's name. */
  isSubjectName: boolean
  /** True when the field is part of the record's key. */
  isKey: boolean
  /** True for the day the fact arose: a placeholder is no day there. */
  isOccurredOn: boolean
}

/**
 * Turns one non-empty, tidy text into its cleaned value, reporting what it changed; null when nothing can be kept.
 * `exact` reads a raw cell that is faultless as it stands, at the least cost, and gives null for any other.
 */
export type FieldRule = ((text: string, row: Row) => Value) & { exact?: (raw: string, row: Row) => Value }
export type FieldCompiler = (context: FieldContext) => FieldRule
