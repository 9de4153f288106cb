import { nameKey } from '@xinqiao/standards'
import type { CatalogItem } from '../../catalog/index.ts'
import type { Profile } from '../../subjects/index.ts'
import type { ArchiveRecord, SubjectProfile } from '../schema.ts'

/**
 * Who the subject is by its records: name, region and industry of the newest registration record, else of what is
 * known from the identifiers. Every other name it went by is a former name.
 */
export function subjectProfile(
  profile: Profile,
  records: ArchiveRecord[],
  items: Map<string, CatalogItem>,
): SubjectProfile {
  const base = newestRegistration(records, items)
  const pointers = base && items.get(base.kind)!.subject
  const said = (pointer: string | undefined) =>
    base && pointer !== undefined ? textOf(base.values[pointer]) : null
  const name = said(pointers?.name) ?? profile.name
  const uscc = profile.identifiers.find((i) => i.scheme === 'uscc')?.value ?? null
  const names = [profile.name, ...profile.otherNames, ...splitNames(said(pointers?.formerNames))]
  return {
    id: profile.id,
    kind: profile.kind as SubjectProfile['kind'],
    name,
    nameKey: name === profile.name ? profile.nameKey : nameKey(name),
    formerNames: formerOf(names, name),
    uscc,
    identifiers: profile.identifiers,
    regionCode: said(pointers?.region) ?? profile.regionCode ?? (uscc ? uscc.slice(2, 8) : null),
    industryCode: said(pointers?.industry),
  }
}

function newestRegistration(records: ArchiveRecord[], items: Map<string, CatalogItem>): ArchiveRecord | null {
  let newest: ArchiveRecord | null = null
  for (const record of records) {
    if (items.get(record.kind)?.category !== 'registration' || record.status !== 'active') continue
    if (
      !items
        .get(record.kind)!
        .fields.some(
          (f) =>
            f.code === 'registered_capital' ||
            f.type === 'industry' ||
            f.code === items.get(record.kind)!.subject.address,
        )
    )
      continue
    if (newest === null || record.knownFrom > newest.knownFrom) newest = record
  }
  return newest
}

function formerOf(names: string[], present: string): string[] {
  const own = nameKey(present)
  const seen = new Set([own])
  return names.filter((name) => {
    const key = nameKey(name)
    return key !== '' && !seen.has(key) && seen.add(key)
  })
}

const textOf = (value: string | string[] | undefined): string | null =>
  Array.isArray(value) ? (value[0] ?? null) : (value ?? null)
const splitNames = (text: string | null): string[] =>
  text === null ? [] : text.split(/[;；、]/).slice(0, 20)
