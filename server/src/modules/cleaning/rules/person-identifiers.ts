import { checkResidentId } from '@xinqiao/standards'
import type { CodeLookups, Identifier } from '../schema.ts'
import type { CatalogItem } from './catalog-parts.ts'
import { report, type Spot } from './report.ts'
import { fieldStates, type Row, textOf } from './row.ts'

const residentForm = /^(?:\d{17}[\dXx]|\d{15})$/

export type PersonIdentifiers = {
  /** The person's valid numbers, strongest first; reports a number that fails its check. */
  identifiersOf: (row: Row) => Identifier[]
  /** True when a personal number is filled in; says nothing about its validity. */
  isFilled: (row: Row) => boolean
  /** Fields where a person's number belongs, the best one first. */
  spots: Spot[]
}

/**
 * Compiles how a person's numbers are collected. A number of another document than the resident card is kept with
 * the kind's code before it (`02:E12345678`), so that a passport and a permit with equal numbers stay two persons.
 */
export function personIdentifiers(
  item: CatalogItem,
  spots: readonly Spot[],
  indexOf: (code: string) => number,
  lookups: CodeLookups,
  today: string,
): PersonIdentifiers {
  const { uscc, residentId, identityNumber, identityKind } = item.subject
  const at = (code: string | undefined) => (code === undefined ? null : (spots[indexOf(code)] as Spot))
  const resident = at(residentId)
  const other = at(identityNumber)
  const kind = at(identityKind)
  const code = at(uscc)
  const stray = (row: Row) => (code === null ? null : (row.strays[code.index] ?? null))
  const table = kind === null ? undefined : item.fields[kind.index]?.codes

  const identifiersOf = (row: Row): Identifier[] => {
    const found: Identifier[] = []
    const number = resident === null ? null : textOf(row.values[resident.index])
    if (number !== null && resident !== null) pushResident(row, found, resident, number, today)
    const typed = stray(row)
    if (found.length === 0 && code !== null && typed?.scheme === 'resident-id') {
      found.push(typed)
      report(row, code, 'warning', 'identifier-elsewhere', { found: typed.value, expected: '公民身份号码' })
    }
    const second = other === null ? null : textOf(row.values[other.index])
    if (second === null || other === null || found.length > 0) return found
    const kindCode = kind === null ? null : textOf(row.values[kind.index])
    const kindTitle = kindCode === null ? null : (table && lookups.enumTitle(table, kindCode)) || kindCode
    const isResident =
      kindTitle === null ? residentForm.test(second) : /^(?:居民|公民)?身份证/u.test(kindTitle)
    if (isResident) pushResident(row, found, other, second, today)
    else
      found.push({ scheme: 'identity-number', value: kindCode === null ? second : `${kindCode}:${second}` })
    return found
  }
  return {
    identifiersOf,
    isFilled: (row) =>
      stray(row)?.scheme === 'resident-id' ||
      (resident !== null && row.values[resident.index] !== null) ||
      (other !== null && row.values[other.index] !== null),
    spots: [resident, other].filter((spot) => spot !== null),
  }
}

function pushResident(row: Row, found: Identifier[], spot: Spot, text: string, today: string): void {
  const checked = checkResidentId(text, today)
  if (checked.ok) {
    found.push({ scheme: 'resident-id', value: checked.value })
    return
  }
  if (row.states[spot.index] !== fieldStates.open) return
  report(row, spot, 'warning', 'resident-id-invalid', {
    found: text,
    expected: checked.expected ?? null,
    reason: checked.reason,
  })
}
