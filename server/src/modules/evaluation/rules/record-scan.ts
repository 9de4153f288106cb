import { numberIn, type PackedDay, packDay, packedNever, packedYear } from '@xinqiao/standards'
import type { ArchiveRecord } from '../../archive/index.ts'
import { type IndicatorPlan, op } from './indicator-plan.ts'

/** A single amount above this counts as this, so that sums of 5,000 records stay exact whole cents. */
const centsMax = 10 ** 12

/** Running values of one evaluation. One per compiled card and reused: an evaluation never waits for anything. */
export type Scan = {
  hits: Int32Array
  /** By measure: weighted count or cents × 100, largest cents, packed day, mapped value, number of the part. */
  total: Float64Array
  /** Packed day of the latest record so far. */
  latest: Int32Array
  /** Id of that record: equal days are settled by it, never by the order of the records. */
  latestId: string[]
  years: Map<number, Set<number>>
  ids: string[][]
  touched: number[]
  /** The last day, packed, on which everything read so far stays the same. */
  constantUntil: PackedDay
}

/** Room for a card of `size` indicators. */
export const newScan = (size: number): Scan => ({
  hits: new Int32Array(size),
  total: new Float64Array(size),
  latest: new Int32Array(size),
  latestId: new Array<string>(size).fill(''),
  years: new Map(),
  ids: new Array<string[]>(size).fill([]),
  touched: [],
  constantUntil: packedNever,
})

/** Empties what the last evaluation touched. */
export const resetScan = (scan: Scan): void => {
  for (const slot of scan.touched) {
    scan.hits[slot] = 0
    scan.total[slot] = 0
    scan.latest[slot] = 0
  }
  scan.touched.length = 0
  scan.years.clear()
  scan.constantUntil = packedNever
}

/**
 * Reads every record once and feeds it to the indicators of its kind. Records of the future do not count yet;
 * withdrawn and repaired ones no longer do, from the day their status counts.
 */
export const scanRecords = (
  scan: Scan,
  plansByKind: ReadonlyMap<string, readonly IndicatorPlan[]>,
  records: readonly ArchiveRecord[],
  day: PackedDay,
  keepIds: boolean,
): void => {
  for (let i = 0; i < records.length; i++) {
    const record = records[i]!
    const plans = plansByKind.get(record.kind)
    if (plans === undefined) continue
    const ended = record.status !== 'active' && hasEnded(scan, record, day)
    if (ended && record.status !== 'removed') continue
    const occurred = packDay(record.occurredOn)
    if (occurred > day) {
      until(scan, occurred - 1)
      continue
    }
    for (let p = 0; p < plans.length; p++) {
      const plan = plans[p]!
      if (ended && !plan.removed) continue
      if (occurred === 0 ? plan.needsDay : occurred + plan.reach < day) continue
      if (plan.where !== null && !plan.where(record.values)) continue
      if (plan.inEffect && !isInEffect(scan, record, day)) continue
      if (!feed(scan, plan, record, occurred, day)) continue
      if (plan.reach !== packedNever) until(scan, occurred + plan.reach)
      const slot = plan.slot
      const hits = scan.hits[slot]! + 1
      scan.hits[slot] = hits
      if (hits === 1) {
        scan.touched.push(slot)
        if (keepIds) scan.ids[slot] = [record.id]
      } else if (keepIds) scan.ids[slot]!.push(record.id)
    }
  }
}

const until = (scan: Scan, day: PackedDay) => {
  if (day < scan.constantUntil) scan.constantUntil = day
}

const hasEnded = (scan: Scan, record: ArchiveRecord, day: PackedDay): boolean => {
  const from = packDay(record.statusOn)
  if (from <= day) return true
  until(scan, from - 1)
  return false
}

const isInEffect = (scan: Scan, record: ArchiveRecord, day: PackedDay): boolean => {
  const from = packDay(record.effectiveFrom)
  if (from > day) {
    until(scan, from - 1)
    return false
  }
  const to = packDay(record.effectiveTo)
  if (to === 0) return true
  if (to < day) return false
  until(scan, to)
  return true
}

/** Adds one record to one indicator; false when the record has nothing the measure can use. */
const feed = (
  scan: Scan,
  plan: IndicatorPlan,
  record: ArchiveRecord,
  occurred: PackedDay,
  day: PackedDay,
): boolean => {
  const { slot } = plan
  const total = scan.total
  switch (plan.op) {
    case op.count: {
      const percent = weightOf(scan, plan, occurred, day)
      if (percent === 0) return false
      total[slot] = total[slot]! + percent
      return true
    }
    case op.sum: {
      const cents = centsIn(record.values[plan.field])
      const percent = cents === undefined ? 0 : weightOf(scan, plan, occurred, day)
      if (percent === 0) return false
      total[slot] = Math.min(Number.MAX_SAFE_INTEGER, total[slot]! + cents! * percent)
      return true
    }
    case op.max: {
      const cents = centsIn(record.values[plan.field])
      if (cents === undefined) return false
      if (cents > total[slot]!) total[slot] = cents
      return true
    }
    case op.latestDay:
      if (occurred > total[slot]!) total[slot] = occurred
      return true
    case op.earliestDay:
      if (scan.hits[slot] === 0 || occurred < total[slot]!) total[slot] = occurred
      return true
    case op.latest:
      return feedLatest(scan, plan, record, occurred)
    case op.share:
      if (plan.part!(record.values)) total[slot] = total[slot]! + 1
      return true
    case op.exists:
      return true
    default:
      return feedYear(scan, slot, packedYear(occurred))
  }
}

const feedLatest = (scan: Scan, plan: IndicatorPlan, record: ArchiveRecord, occurred: PackedDay): boolean => {
  const text: unknown = record.values[plan.field]
  if (typeof text !== 'string') return false
  const value = plan.values === null ? numberIn(text) : plan.values.get(text)
  if (value === undefined) return false
  const { slot } = plan
  const best = scan.latest[slot]!
  if (occurred > best || (occurred === best && record.id > scan.latestId[slot]!)) {
    scan.latest[slot] = occurred
    scan.latestId[slot] = record.id
    scan.total[slot] = value
  }
  return true
}

const feedYear = (scan: Scan, slot: number, year: number): boolean => {
  const seen = scan.years.get(slot)
  if (seen) seen.add(year)
  else scan.years.set(slot, new Set([year]))
  return true
}

/** Percent a record of this age weighs; notes the day on which the weight drops. */
const weightOf = (scan: Scan, plan: IndicatorPlan, occurred: PackedDay, day: PackedDay): number => {
  const steps = plan.decayReach
  if (steps.length === 0) return 100
  for (let i = 0; i < steps.length; i++) {
    const last = occurred + steps[i]!
    if (last < day) continue
    until(scan, last)
    return plan.decayPercent[i]!
  }
  return 0
}

const centsIn = (value: unknown): number | undefined => {
  const number = numberIn(value)
  if (number === undefined || number < 0) return undefined
  return Math.min(centsMax, Math.round(number * 100))
}
