import { dayAfter, type PackedDay, packDay, packedNever, unpackDay } from '@xinqiao/standards'
import type { ArchiveRecord } from '../../archive/index.ts'
import type { CatalogItem } from '../../catalog/index.ts'
import type { SubjectKind } from '../../cleaning/index.ts'
import type { Clause, Pack } from '../../policy/index.ts'
import type { Display, DisplayPack, DisplayReason } from '../schema.ts'
import { displayPackFaults } from './display-pack-faults.ts'
import {
  type AssignmentPlan,
  type ClassPlan,
  type EnumLookups,
  type Epoch,
  epochsOf,
  planTiers,
  sameTiers,
} from './display-plan.ts'

/** Decides for one record on one civil day. Pure, and never fails on the content of a record. */
export type DisplayOf = (
  record: ArchiveRecord,
  item: CatalogItem,
  subjectKind: SubjectKind,
  day: string,
) => Display

/**
 * Compiles the packs of policy/disclosure, all versions of all times, into the decision what is shown. The packs
 * in force on the day decide, whatever law the record arose under. Throws RangeError when a pack has
 * `displayPackFaults`.
 */
export const compileDisplay = (packs: readonly Pack<DisplayPack>[], lookups: EnumLookups): DisplayOf => {
  const faults = packs.flatMap(({ code, content }) =>
    displayPackFaults(content).map(
      ({ path, found, expected }) => `${code} ${path.join('.')} ${found}: expected ${expected.en}`,
    ),
  )
  if (faults.length > 0) throw new RangeError(faults.join('; '))
  const limits = epochsOf(packs, limitsOf, (a, b) => a.key === b.key)
  const items = new WeakMap<CatalogItem, Epoch<AssignmentPlan[][]>[]>()
  const planOf = (item: CatalogItem) => {
    const known = items.get(item)
    if (known) return known
    const plan = epochsOf(packs, (inForce) => planTiers(inForce, item, lookups), sameTiers)
    items.set(item, plan)
    return plan
  }

  return (record, item, subjectKind, dayText) => {
    const day = packDay(dayText)
    const limit = epochOn(limits, day)
    if (subjectKind === 'person') return barred(record, 'person', limit, limit.until)
    if (item.openness !== 'public') return barred(record, 'not-public', limit, limit.until)
    const statusFrom = record.status === 'active' ? packedNever : packDay(record.statusOn)
    if (record.status !== 'active' && statusFrom <= day) {
      return barred(record, record.status, limit, limit.until)
    }
    const epoch = epochOn(planOf(item), day)
    const until = Math.min(epoch.until, statusFrom - 1)
    const found = findAssignment(epoch.law, record, subjectKind)
    if (found === null) return barred(record, 'no-rule', limit, Math.min(until, limit.until))
    return displayByClass(record, found, day, until)
  }
}

type Limits = { key: string; clauses: Map<string, Clause[]> }

const limitsOf = (inForce: Pack<DisplayPack>[]): Limits => {
  const clauses = new Map<string, Clause[]>()
  const keys: string[] = []
  for (const { content, version } of inForce) {
    if (content.limits?.length) keys.push(`${content.pack} ${version}`)
    for (const { reason, article, text } of content.limits ?? []) {
      const clause = { pack: content.pack, version, article, text }
      clauses.set(reason, [...(clauses.get(reason) ?? []), clause])
    }
  }
  return { key: keys.join('\n'), clauses }
}

const epochOn = <T>(epochs: readonly Epoch<T>[], day: PackedDay): Epoch<T> => {
  let i = epochs.length - 1
  while (i > 0 && epochs[i]!.from > day) i--
  return epochs[i]!
}

const barred = (
  record: ArchiveRecord,
  reason: DisplayReason,
  limit: Epoch<Limits>,
  until: PackedDay,
): Display => ({
  recordId: record.id,
  shown: false,
  reason,
  severity: null,
  severityTitle: null,
  startOn: null,
  earliestRepairOn: null,
  lastDisplayOn: null,
  clauses: limit.law.clauses.get(reason) ?? [],
  changesOn: changeAfter(until),
})

const changeAfter = (until: PackedDay) => (until >= packedNever - 1 ? null : dayAfter(until))

/** The first tier with a match decides; within it the most severe class, since one act may carry several penalties. */
const findAssignment = (
  tiers: readonly AssignmentPlan[][],
  record: ArchiveRecord,
  subjectKind: string,
): AssignmentPlan | null => {
  for (const tier of tiers) {
    let best: AssignmentPlan | null = null
    for (const plan of tier) {
      if (best !== null && plan.class.rank <= best.class.rank) continue
      if (plan.subjectKinds !== null && !plan.subjectKinds.has(subjectKind)) continue
      if (plan.where === null || plan.where(record.values)) best = plan
    }
    if (best !== null) return best
  }
  return null
}

const displayByClass = (
  record: ArchiveRecord,
  found: AssignmentPlan,
  day: PackedDay,
  until: PackedDay,
): Display => {
  const { class: rule, clauses } = found
  const occurred = packDay(record.occurredOn)
  const start = rule.fromEffective ? packDay(record.effectiveFrom) || occurred : occurred
  const end = endOf(rule, record, start)
  const reason = reasonOf(rule, record, start, end, day)
  const isOver = reason === 'period-ended'
  const next = Math.min(end < day ? packedNever : end, start > day ? start - 1 : packedNever)
  return {
    recordId: record.id,
    shown: reason === 'shown' || reason === 'shown-under-objection',
    reason,
    severity: rule.severity,
    severityTitle: rule.title,
    startOn: start === 0 ? null : unpackDay(start),
    earliestRepairOn: isOver || start === 0 ? null : repairFrom(rule, start),
    lastDisplayOn: rule.shown && end < packedNever && start > 0 ? unpackDay(end) : null,
    clauses,
    changesOn: changeAfter(next < until ? next : until),
  }
}

/** Last day of the class's period, packed; `packedNever` when it has none. */
const endOf = (rule: ClassPlan, record: ArchiveRecord, start: PackedDay): PackedDay => {
  const period = rule.spanMax < 0 || start === 0 ? packedNever : start + rule.spanMax
  if (rule.validity === 'none') return period
  const effectiveTo = packDay(record.effectiveTo)
  const validity = effectiveTo === 0 ? packedNever : effectiveTo + rule.grace
  if (rule.validity === 'ends') return validity
  if (rule.validity === 'earlier') return Math.min(period, validity)
  return effectiveTo === 0 ? period : validity
}

const reasonOf = (
  rule: ClassPlan,
  record: ArchiveRecord,
  start: PackedDay,
  end: PackedDay,
  day: PackedDay,
): DisplayReason => {
  // A period that cannot be counted would never end, so a record without its date waits until it has one.
  if (start === 0 && rule.spanMax >= 0 && end >= packedNever) return 'no-date'
  if (end < day) return 'period-ended'
  if (!rule.shown) return 'class-not-shown'
  if (start > day) return 'not-yet'
  return record.underObjection ? 'shown-under-objection' : 'shown'
}

const repairFrom = (rule: ClassPlan, start: PackedDay): string | null => {
  if (rule.spanMin < 0) return null
  return rule.spanMin === 0 ? unpackDay(start) : dayAfter(start + rule.spanMin)
}
