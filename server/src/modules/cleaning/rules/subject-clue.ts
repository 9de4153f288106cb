import { nameKey, normaliseName } from '@xinqiao/standards'
import type { CodeLookups, Identifier, SubjectClue, SubjectKind } from '../schema.ts'
import type { CatalogItem } from './catalog-parts.ts'
import { classReader } from './class-reader.ts'
import { personIdentifiers } from './person-identifiers.ts'
import { report, reportRow, type Spot } from './report.ts'
import { type Row, textOf, textsOf } from './row.ts'
import { maskPersonFindings } from './shown-person.ts'
import { nameIdentifier, organisationIdentifiers } from './subject-identifiers.ts'
import { registeredKind, subjectKind } from './subject-kind.ts'
import { subjectPlace } from './subject-place.ts'

/** The parts of a catalog item that every compiled rule needs. */
export type Compilation = {
  item: CatalogItem
  spots: readonly Spot[]
  /** Column of each field, -1 when the file has none. */
  columns: readonly number[]
  indexOf: (code: string) => number
  lookups: CodeLookups
  today: string
}

const formerMax = 20

/** Compiles how a row tells whom it concerns. The clue of a rejected row may be incomplete, never wrong. */
export function subjectRule(compilation: Compilation): (row: Row) => SubjectClue {
  const { item, spots, columns, indexOf, lookups, today } = compilation
  const { subject } = item
  const at = (code: string | undefined) => (code === undefined ? -1 : indexOf(code))
  const nameSpot = spots[indexOf(subject.name)] as Spot
  const representative = at(subject.legalRepresentative)
  const industry = at(subject.industry)
  const address = at(subject.address)
  const former = at(subject.formerNames)
  const organisation = organisationIdentifiers(item, spots, columns, indexOf)
  const person = personIdentifiers(item, spots, indexOf, lookups, today)
  const classOf = classReader(item, indexOf, lookups)
  const regionOf = subjectPlace(item, indexOf, lookups, today)
  const refuse = kindGuard(item, spots, indexOf)

  return (row) => {
    const name = textOf(row.values[nameSpot.index]) ?? ''
    const uscc = organisation.usccOf(row)
    const numbers = organisation.identifiersOf(row, uscc)
    const personNumbers = person.isFilled(row) ? person.identifiersOf(row) : none
    const classKind = classOf(row)
    const { kind, differs } =
      uscc !== null && classKind === 'organisation'
        ? registeredKind(uscc)
        : subjectKind({
            name,
            classKind,
            uscc,
            hasOrganisationNumber: numbers.length > 0,
            isIndividualNumber: numbers.some(isIndividualNumber),
            hasPersonNumber: personNumbers.length > 0,
          })
    const isPerson = kind === 'person' && name !== ''
    if (isPerson && personNumbers.length === 0) reportUnidentified(row, person.spots[0] ?? nameSpot)
    if (!isPerson && personNumbers.length > 0 && person.spots[0] !== undefined)
      report(row, person.spots[0], 'warning', 'person-number-on-organisation')
    if (name !== '') refuse(row, kind, differs)
    if (isPerson) maskPersonFindings(row, nameSpot.code)
    const key = name === '' ? '' : nameKey(name)
    const place = address < 0 ? null : textOf(row.values[address])
    if (subject.nameIdentifies === true && !isPerson && numbers.length === 0 && key !== '')
      numbers.push(nameIdentifier(item.kind, key, place))
    return {
      kind,
      name,
      nameKey: key,
      identifiers: isPerson ? personNumbers : numbers,
      formerNames: row.aliases === null && former < 0 ? [] : formerNames(row, former),
      regionCode: isPerson ? null : regionOf(row, uscc),
      industryCode: industry < 0 ? null : textOf(row.values[industry]),
      address: place,
      legalRepresentative: representative < 0 ? null : textOf(row.values[representative]),
    }
  }
}

const none: Identifier[] = []

/** GS 15-2006: sequences 6 to 9 after the registrar's region are individual businesses. */
const isIndividualNumber = ({ scheme, value }: Identifier): boolean =>
  scheme === 'registration-number' && value.length === 15 && value.charCodeAt(6) >= 54

function reportUnidentified(row: Row, spot: Spot): void {
  report(row, spot, 'error', 'person-unidentified', { expected: '公民身份号码', isPlain: true })
}

/** Refuses kinds the item may not be collected about, and sends contradictions of the class to a person. */
function kindGuard(item: CatalogItem, spots: readonly Spot[], indexOf: (code: string) => number) {
  const kinds = new Set<string>(item.subjectKinds)
  const classSpot = item.subject.class === undefined ? null : (spots[indexOf(item.subject.class)] as Spot)
  const allowsPerson = kinds.has('person')
  const allowsOthers = kinds.has('organisation') || kinds.has('individual-business')
  return (row: Row, kind: SubjectKind, differs: boolean) => {
    if (kind === 'person' ? !allowsPerson : !allowsOthers)
      reportRow(row, 'error', 'subject-kind-refused', { found: kind === 'person' ? '自然人' : '单位' })
    if (differs && classSpot !== null)
      report(row, classSpot, 'doubt', 'class-differs', { found: textOf(row.values[classSpot.index]) })
  }
}

function formerNames(row: Row, index: number): string[] {
  const names = [...(row.aliases ?? [])]
  const cell = index < 0 ? undefined : row.values[index]
  for (const text of textsOf(cell))
    for (const piece of text.split(/[;；、,，|]/u, formerMax)) {
      const name = normaliseName(piece).name
      if (name !== '' && !names.includes(name)) names.push(name)
    }
  return names.slice(0, formerMax)
}
