/** Identifier schemes, strongest first. A subject's id is the key of its strongest identifier. */
export const identifierSchemes = [
  'uscc',
  'resident-id',
  'organisation-code',
  'registration-number',
  'tax-number',
  'institution-certificate',
  'social-certificate',
  'identity-number',
  'foreign-code',
  // A name that identifies within its own source, where the catalog says that it does.
  'name-in-source',
] as const
export type IdentifierScheme = (typeof identifierSchemes)[number]
export type Identifier = { scheme: IdentifierScheme; value: string }

export const subjectKinds = [
  'enterprise',
  'individual-business',
  'cooperative',
  'social-organisation',
  'public-institution',
  'government',
  'other-organisation',
  'person',
] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** What a row says about whom it concerns. All values are normalised; `nameKey` is the match key of `name`. */
export type SubjectClue = {
  kind: SubjectKind
  name: string
  nameKey: string
  identifiers: Identifier[]
  formerNames: string[]
  regionCode: string | null
  industryCode: string | null
  address: string | null
  legalRepresentative: string | null
}

/**
 * One thing found in a row. `error` rejects the row, `doubt` sends it to a person, `correction` says what was
 * changed, `warning` only informs. Sentences are made from `code` and the values by `findingText`.
 */
export type Finding = {
  code: string
  level: 'error' | 'doubt' | 'correction' | 'warning'
  /** Catalog field code; null when the whole row is meant. */
  field: string | null
  found: string | null
  expected: string | null
  /** Corrections: the value kept. Errors: the fix that could be computed, never applied silently. */
  suggestion?: string
  /** Which rule of the format the value breaks, e.g. `check-digit`; only where one code covers several. */
  reason?: string
}

/** A row after cleaning: exact decimal text for amounts (yuan), days as YYYY-MM-DD, codes for enums. */
export type CleanRow = {
  /** Cleaned values by field code; absent when empty. Arrays for fields with `many`. */
  values: Record<string, string | string[]>
  /** Columns of the file that the catalog does not know, kept as found; null when none. */
  extra: Record<string, string> | null
  subject: SubjectClue
  /** The fact's name at its source, without the subject: normalised key fields joined by U+001F. */
  key: string
  /** True when the catalog's key contains $subject. */
  keyHasSubject: boolean
  occurredOn: string | null
  effectiveFrom: string | null
  effectiveTo: string | null
  withdrawn: boolean
  findings: Finding[]
  /** True when any finding is an error; then `subject` may be incomplete and the row is not filed. */
  rejected: boolean
}

/** Tables a compiled cleaner looks things up in, by day where they change. All lookups are O(1). */
export type CodeLookups = {
  /** Canonical code of an enum value: by code, title or alias; undefined when unknown. */
  enumOf(table: string, text: string): string | undefined
  /** Title (zh-CN) of an enum code. */
  enumTitle(table: string, code: string): string | undefined
  /** Region code valid on the day, from a code (also abolished) or a name; `abolished` and `unknown` are warnings. */
  regionOf(
    text: string,
    day: string | null,
  ): { code: string; state: 'current' | 'abolished' | 'unknown' } | undefined
  /** Industry class of GB/T 4754 from F5132, 5132, 5132.0 or text. */
  industryOf(text: string): string | undefined
}

/** A row as a reader gives it: header names are those of the file. */
export type Cells = readonly string[]

/** A compiled cleaner for one file layout. Pure; `today` is the civil day of receipt. */
export type Cleaner = {
  /** How each column of the file was understood: field code, or null for an unknown column. */
  columns: (string | null)[]
  /** Header names of `columns`. */
  headers: readonly string[]
  /** Required fields with no column at all: every row would fail, so the file is refused as a whole. */
  missing: string[]
  /** What is true of the file as a whole: unknown or repeated columns, a unit named by a header. */
  warnings: Finding[]
  clean: (cells: Cells) => CleanRow
}
