import type { CatalogItem } from '../../catalog/index.ts'
import type { CleanRow, Finding, Identifier } from '../../cleaning/index.ts'
import { recordIdOf } from './draft.ts'

/** What a row that was not filed still says about the record it stands for; null where that cannot be trusted. */
export type ListedRow = { recordId: string | null; identifiers: Identifier[] | null }

/** As many findings as a row keeps: beyond them a fault of the key may be untold. */
const findingsMax = 60

/**
 * Which record of a full list a rejected or doubtful row stands for. Its key is read when no fault was found in a
 * field of it, its subject when none was found in a field that names the subject. `isSubjectOpen` says that the row
 * could not be told whom it is about. Reading too little keeps records, reading wrongly would end them.
 */
export function listedRow(
  item: CatalogItem,
  providerId: string,
  clean: CleanRow,
  isSubjectOpen: boolean,
): ListedRow {
  const faults = clean.findings.filter((f) => f.level === 'error' || f.level === 'doubt')
  if (clean.findings.length >= findingsMax || faults.some(isOfWholeRow)) return nothing
  const key = new Set<string | null>(item.key)
  const isKeyRead =
    clean.key.replaceAll('\u001f', '') !== '' && !faults.some((finding) => key.has(finding.field))
  const own = new Set<string | null>(Object.values(item.subject).filter((code) => typeof code === 'string'))
  const isSubjectRead =
    !isSubjectOpen &&
    clean.subject.identifiers.length > 0 &&
    !clean.findings.some((f) => f.level !== 'correction' && own.has(f.field))
  return {
    recordId: isKeyRead ? recordIdOf(item, providerId, clean) : null,
    identifiers: isSubjectRead ? clean.subject.identifiers : null,
  }
}

const nothing: ListedRow = { recordId: null, identifiers: null }

/** Faults after which no cell can be trusted to stand in its column. Only a refused kind of subject is none. */
const isOfWholeRow = (finding: Finding) => finding.field === null && finding.code !== 'subject-kind-refused'
