import {
  type Checked,
  checkOrganisationCode,
  checkRegistrationNumber,
  checkTaxNumber,
  checkUscc,
  nameKey,
  organisationCodeIn,
} from '@xinqiao/standards'
import type { Identifier, IdentifierScheme } from '../schema.ts'
import type { CatalogItem } from './catalog-parts.ts'
import { report, type Spot } from './report.ts'
import { type Row, type Stray, textOf } from './row.ts'

/** Where an identifier of an organisation may stand in the row. */
type Pointer = { scheme: IdentifierScheme; spot: Spot; check: ((text: string) => Checked) | null }

export type OrganisationIdentifiers = {
  /** The valid unified code, or null. */
  usccOf: (row: Row) => string | null
  /** All valid identifiers of an organisation, strongest first. */
  identifiersOf: (row: Row, uscc: string | null) => Identifier[]
}

/** Compiles how the identifiers of an organisation are collected from a row; each value passed its own check. */
export function organisationIdentifiers(
  item: CatalogItem,
  spots: readonly Spot[],
  columns: readonly number[],
  indexOf: (code: string) => number,
): OrganisationIdentifiers {
  const { subject } = item
  const pointer = (
    scheme: IdentifierScheme,
    code: string | undefined,
    check: ((text: string) => Checked) | null,
  ): Pointer | null => {
    if (code === undefined) return null
    const index = indexOf(code)
    if ((columns[index] as number) < 0) return null
    // A field of the scheme's own type holds only what its rule accepted; any other is checked here.
    const isChecked = check === null || item.fields[index]?.type === scheme
    return { scheme, spot: spots[index] as Spot, check: isChecked ? null : check }
  }
  const uscc = pointer('uscc', subject.uscc, checkUscc)
  const organisationCode = pointer('organisation-code', subject.organisationCode, checkOrganisationCode)
  const others = [
    pointer('registration-number', subject.registrationNumber, checkRegistrationNumber),
    pointer('tax-number', subject.taxNumber, checkTaxNumber),
    pointer('institution-certificate', subject.institutionCertificate, null),
    pointer('social-certificate', subject.socialCertificate, null),
    pointer('foreign-code', subject.foreignCode, checkForeignCode),
  ].filter((one) => one !== null)

  const isOnlyUscc = organisationCode === null && others.length === 0
  return {
    usccOf: (row) => (uscc === null ? null : valueAt(row, uscc)),
    identifiersOf: (row, code) => {
      // Most rows have the unified code and nothing else.
      if (code !== null && isOnlyUscc) return ofUscc(code)
      const found: Identifier[] = []
      const typed = uscc === null ? null : (row.strays[uscc.spot.index] ?? null)
      // A person's number never becomes an organisation's.
      const stray = typed?.scheme === 'resident-id' ? null : typed
      if (code !== null) found.push({ scheme: 'uscc', value: code })
      pushOrganisationCode(row, found, code, organisationCode)
      if (stray?.scheme === 'organisation-code') pushOnce(found, stray)
      for (let i = 0; i < others.length; i++) {
        const one = others[i] as Pointer
        const value = valueAt(row, one)
        if (value !== null && value !== code) pushOnce(found, { scheme: one.scheme, value })
        if (one.scheme === 'registration-number' && stray?.scheme === 'registration-number')
          pushOnce(found, stray)
      }
      if (stray !== null && uscc !== null) reportStray(row, uscc.spot, found, stray)
      return found
    },
  }
}

const ofUscc = (code: string): Identifier[] => [
  { scheme: 'uscc', value: code },
  { scheme: 'organisation-code', value: organisationCodeIn(code) },
]

function valueAt(row: Row, { spot, check }: Pointer): string | null {
  const value = textOf(row.values[spot.index])
  if (value === null || check === null) return value
  const checked = check(value)
  return checked.ok ? checked.value : null
}

function pushOrganisationCode(
  row: Row,
  found: Identifier[],
  uscc: string | null,
  pointer: Pointer | null,
): void {
  const own = pointer === null ? null : valueAt(row, pointer)
  const inside = uscc === null ? null : organisationCodeIn(uscc)
  const value = inside ?? own
  if (value !== null) found.push({ scheme: 'organisation-code', value })
  if (pointer !== null && own !== null && inside !== null && own !== inside)
    report(row, pointer.spot, 'warning', 'organisation-code-differs', { found: own, expected: inside })
}

function pushOnce(found: Identifier[], identifier: Identifier): void {
  for (const one of found) if (one.scheme === identifier.scheme) return
  found.push(identifier)
}

const titles: Partial<Record<IdentifierScheme, string>> = {
  'registration-number': '工商注册号',
  'organisation-code': '组织机构代码',
}

function reportStray(row: Row, spot: Spot, found: Identifier[], stray: Stray): void {
  // A field without a registration-number pointer still lets the number in.
  if (!found.some((one) => one.scheme === stray.scheme)) found.push(stray)
  report(row, spot, 'warning', 'identifier-elsewhere', {
    found: stray.value,
    expected: titles[stray.scheme] ?? null,
  })
}

/** A code of a registry outside the mainland has no known check: letters and digits, nothing hidden. */
function checkForeignCode(text: string): Checked {
  const value = text
    .normalize('NFKC')
    .replace(/[\s-]+/gu, '')
    .toUpperCase()
  if (value.length < 4 || value.length > 40) return { ok: false, reason: 'length' }
  return /^[A-Z0-9]+$/.test(value) && !/X{4,}/.test(value)
    ? { ok: true, value }
    : { ok: false, reason: 'alphabet' }
}

/** The one identifier of a subject that its source knows by name and place only; it counts within the record kind. */
export const nameIdentifier = (kind: string, key: string, address: string | null): Identifier => ({
  scheme: 'foreign-code',
  value: `${kind}:${key}:${address === null ? '' : nameKey(address)}`,
})
