import { holdsResidentNumber } from '@xinqiao/standards'
import type { Archive, ArchiveRecord } from '../../archive/index.ts'
import { type CatalogField, type CatalogItem, fieldViews, recordView } from '../../catalog/index.ts'
import type { Evaluation } from '../../evaluation/index.ts'
import type { Clause } from '../../policy/index.ts'
import type { Counts, Display, PageBody, PageRecord } from '../schema.ts'
import type { DisplayOf } from './display.ts'
import { marksOf } from './marks.ts'

/** A page ready to be kept: only what may be shown on the day, and the next day on which that changes. */
export type BuiltPage = { body: PageBody; counts: Counts; changesOn: string | null }

/**
 * The public page of an archive on a day, or null when nothing of it may be shown: persons, and subjects without a
 * single shown record. Pure: the same archive, law and day give the same page.
 */
export function buildPage(
  archive: Archive,
  items: Map<string, CatalogItem>,
  displayOf: DisplayOf,
  evaluate: (shown: Archive) => Evaluation | undefined,
  day: string,
): { page: BuiltPage | null; changesOn: string | null } {
  const { subject } = archive
  if (subject.kind === 'person') return { page: null, changesOn: null }
  const clauses = new ClauseTable()
  const records: PageRecord[] = []
  let changesOn: string | null = null
  const shown: ArchiveRecord[] = []
  for (const record of archive.records) {
    const item = items.get(record.kind)
    if (!item) continue
    const display = displayOf(record, item, subject.kind, day)
    changesOn = earlier(changesOn, display.changesOn)
    if (!display.shown) continue
    records.push(pageRecord(record, item, display, clauses))
    shown.push(record)
  }
  if (records.length === 0) return { page: null, changesOn }
  // What may not be shown must not speak through a score either.
  const evaluation = evaluate({ subject, records: shown })
  changesOn = earlier(changesOn, evaluation?.changesOn ?? null)
  const counts = countsOf(records, items)
  const body: PageBody = {
    name: subject.name,
    kind: subject.kind,
    uscc: subject.uscc,
    formerNames: subject.formerNames,
    regionCode: subject.regionCode,
    industryCode: subject.industryCode,
    identifiers: subject.identifiers.flatMap(({ scheme, value }) =>
      value === null || scheme === 'name-in-source' || isPersons(scheme, value)
        ? []
        : [[scheme, value] as [string, string]],
    ),
    marks: marksOf(records, items),
    evaluation: evaluation ? compact(evaluation) : null,
    records,
    clauses: clauses.list,
    counts,
  }
  return { page: { body, counts, changesOn }, changesOn }
}

/** Clauses repeat on every record: the page keeps each once. */
class ClauseTable {
  readonly list: Clause[] = []
  readonly #at = new Map<string, number>()
  numberOf(clause: Clause): number {
    const name = `${clause.pack}|${clause.version}|${clause.article}|${clause.text.en}`
    const known = this.#at.get(name)
    if (known !== undefined) return known
    this.#at.set(name, this.list.length)
    return this.list.push(clause) - 1
  }
}

function pageRecord(
  record: ArchiveRecord,
  item: CatalogItem,
  display: Display,
  clauses: ClauseTable,
): PageRecord {
  return {
    id: record.id,
    kind: record.kind,
    occurredOn: record.occurredOn,
    values: recordView(item, record.values, 'public'),
    display: {
      reason: display.reason,
      severity: display.severity,
      startOn: display.startOn,
      earliestRepairOn: display.earliestRepairOn,
      lastDisplayOn: display.lastDisplayOn,
      clauses: display.clauses.map((c) => clauses.numberOf(c)),
    },
    providerId: record.providerId,
    version: record.version,
    knownFrom: record.knownFrom,
    underObjection: record.underObjection,
  }
}

/** Fields of a kind that everybody may see. */
export const publicFields = (item: CatalogItem): CatalogField[] =>
  fieldViews(item, 'public').map(({ field }) => field)

/** Schemes whose numbers may be those of the person behind the business. */
const maybePersons = new Set(['tax-number', 'institution-certificate', 'social-certificate'])
const isPersons = (scheme: string, value: string) => maybePersons.has(scheme) && holdsResidentNumber(value)

const compact = (e: Evaluation): PageBody['evaluation'] => ({
  card: e.card,
  cardVersion: e.cardVersion,
  score: e.score,
  grade: e.grade,
  points: e.points.map((p) => [p.indicator, p.measured, p.points, p.recordIds]),
})

const counterOf = (kind: string, item: CatalogItem | undefined): keyof Counts | null => {
  if (kind === 'administrative-license') return 'licenses'
  if (kind === 'administrative-penalty') return 'penalties'
  if (kind === 'commitment') return 'commitments'
  if (item?.category === 'honour') return 'honours'
  if (item?.category === 'serious-list' || kind === 'judgment-debtor') return 'serious'
  return item?.category === 'abnormal-list' ? 'abnormal' : null
}

function countsOf(records: PageRecord[], items: Map<string, CatalogItem>): Counts {
  const counts: Counts = {
    licenses: 0,
    penalties: 0,
    honours: 0,
    serious: 0,
    abnormal: 0,
    commitments: 0,
    records: records.length,
  }
  for (const { kind } of records) {
    const counter = counterOf(kind, items.get(kind))
    if (counter) counts[counter]++
  }
  return counts
}

/** The earlier of two days; null is never. */
export const earlier = (a: string | null, b: string | null): string | null =>
  a === null ? b : b === null ? a : a < b ? a : b
