import type { CodeLookups } from '../schema.ts'
import type { CatalogItem } from './catalog-parts.ts'
import { conditionTest, type RowTest } from './condition.ts'
import { report, type Spot } from './report.ts'
import { fieldStates, type Row } from './row.ts'

type Requirement = { spot: Spot; column: number; when: RowTest | null }

/**
 * Reports required fields that hold nothing usable. An unusable identifier of the subject rejects the row only where
 * it was the one way to know the subject; elsewhere in a required field it always does.
 */
export function requiredRule(
  item: CatalogItem,
  spots: readonly Spot[],
  columns: readonly number[],
  indexOf: (code: string) => number,
  lookups: CodeLookups,
): (row: Row, isSubjectKnown: boolean) => void {
  const nameIndex = indexOf(item.subject.name)
  const requirements: Requirement[] = []
  item.fields.forEach((field, index) => {
    const spot = spots[index] as Spot
    const column = columns[index] as number
    if (field.required === true || index === nameIndex) requirements.push({ spot, column, when: null })
    else if (typeof field.required === 'object')
      requirements.push({ spot, column, when: conditionTest(field.required.when, item, indexOf, lookups) })
  })
  const subjectCodes = new Set(subjectCodesOf(item))
  const indexes = Int32Array.from(requirements, ({ spot }) => spot.index)
  return (row, isSubjectKnown) => {
    const { values } = row
    for (let i = 0; i < indexes.length; i++)
      if (values[indexes[i] as number] === null)
        missing(row, requirements[i] as Requirement, isSubjectKnown, subjectCodes)
  }
}

function missing(
  row: Row,
  { spot, column, when }: Requirement,
  isSubjectKnown: boolean,
  subjectCodes: Set<string>,
): void {
  const state = row.states[spot.index]
  if (state === fieldStates.failed || state === fieldStates.forever) return
  if (when !== null && !when(row)) return
  if (state === fieldStates.doubtful) {
    if (!(isSubjectKnown && subjectCodes.has(spot.code))) raise(row, spot)
    return
  }
  const raw = column < 0 ? '' : (row.cells[column] ?? '')
  report(row, spot, 'error', 'required-empty', { found: raw.trim() === '' ? null : raw })
}

/** Turns the warnings about a field into errors. */
export function raise(row: Row, spot: Spot): void {
  row.states[spot.index] = fieldStates.failed
  row.rejected = true
  for (const finding of row.findings ?? [])
    if (finding.field === spot.code && finding.level === 'warning') finding.level = 'error'
}

function subjectCodesOf({ subject }: CatalogItem): string[] {
  const { uscc, registrationNumber, organisationCode, taxNumber, residentId, identityNumber } = subject
  const { institutionCertificate, socialCertificate } = subject
  return [
    uscc,
    registrationNumber,
    organisationCode,
    taxNumber,
    residentId,
    identityNumber,
    institutionCertificate,
    socialCertificate,
  ].filter((code) => code !== undefined)
}
