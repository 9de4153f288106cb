import {
  compileConditions,
  dayAfter,
  type PackedDay,
  packDay,
  packedMonth,
  packedNever,
  type ValueTest,
} from '@xinqiao/standards'
import type { CatalogItem } from '../../catalog/index.ts'
import type { CodeLookups } from '../../cleaning/index.ts'
import type { Clause, Pack } from '../../policy/index.ts'
import type { Display, DisplayAssignment, DisplayCondition, DisplayPack } from '../schema.ts'

/** What the rule needs to know about code tables. */
export type EnumLookups = Pick<CodeLookups, 'enumOf'>

/** A class made ready; spans of months are in packed days, -1 when absent. */
export type ClassPlan = {
  severity: string | null
  title: Display['severityTitle']
  rank: number
  shown: boolean
  spanMin: number
  spanMax: number
  grace: number
  validity: 'none' | 'ends' | 'earlier' | 'replaces'
  fromEffective: boolean
}

/** One assignment made ready for one catalog item. */
export type AssignmentPlan = {
  source: DisplayAssignment
  subjectKinds: ReadonlySet<string> | null
  where: ValueTest | null
  class: ClassPlan
  clauses: Clause[]
}

/** A stretch of days with the same law: `tiers` in the order they are asked. */
export type Epoch<T> = { from: PackedDay; until: PackedDay; law: T }

const levels = { law: 0, authority: 1, default: 2 } as const

const byNumber = new Intl.Collator('en', { numeric: true })

/**
 * The packs in force on a day, one version per code: of those begun by then the one that began last; when it has
 * ended, none, since an older version does not come back by itself.
 */
export const packsInForce = (packs: readonly Pack<DisplayPack>[], day: PackedDay): Pack<DisplayPack>[] => {
  const begun = new Map<string, Pack<DisplayPack>>()
  for (const pack of packs) {
    if (packDay(pack.validFrom) > day) continue
    const rival = begun.get(pack.code)
    const isNewer =
      !rival ||
      pack.validFrom > rival.validFrom ||
      (pack.validFrom === rival.validFrom && byNumber.compare(pack.version, rival.version) > 0)
    if (isNewer) begun.set(pack.code, pack)
  }
  return [...begun.values()]
    .filter((pack) => (packDay(pack.validTo) || packedNever) >= day)
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** Cuts time at every day a pack begins or ends and joins neighbours whose law is the same by `same`. */
export const epochsOf = <T>(
  packs: readonly Pack<DisplayPack>[],
  lawOn: (inForce: Pack<DisplayPack>[]) => T,
  same: (a: T, b: T) => boolean,
): Epoch<T>[] => {
  const starts = new Set([0])
  for (const pack of packs) {
    starts.add(packDay(pack.validFrom))
    if (pack.validTo !== null) starts.add(packDay(dayAfter(packDay(pack.validTo))))
  }
  const epochs: Epoch<T>[] = []
  for (const from of [...starts].sort((a, b) => a - b)) {
    const law = lawOn(packsInForce(packs, from))
    const last = epochs.at(-1)
    if (last && same(last.law, law)) continue
    if (last) last.until = from - 1
    epochs.push({ from, until: packedNever, law })
  }
  return epochs
}

/** The tiers of assignments that can concern a catalog item under the packs in force. */
export const planTiers = (
  inForce: readonly Pack<DisplayPack>[],
  item: CatalogItem,
  lookups: EnumLookups,
): AssignmentPlan[][] => {
  const tiers = new Map<number, AssignmentPlan[]>()
  for (const pack of inForce) {
    for (const assignment of pack.content.assignments) {
      if (!concerns(assignment, item)) continue
      const plan = planAssignment(pack, assignment, item, lookups)
      const order = levels[pack.content.level] * 10 + assignment.step
      const tier = tiers.get(order)
      if (tier) tier.push(plan)
      else tiers.set(order, [plan])
    }
  }
  return [...tiers.entries()].sort(([a], [b]) => a - b).map(([, tier]) => tier)
}

/** Whether two plans of the same item are the same law: the very same clauses in the same order. */
export const sameTiers = (a: AssignmentPlan[][], b: AssignmentPlan[][]): boolean =>
  a.length === b.length &&
  a.every((tier, i) => {
    const other = b[i]!
    return tier.length === other.length && tier.every((plan, j) => plan.source === other[j]!.source)
  })

const concerns = (assignment: DisplayAssignment, item: CatalogItem): boolean =>
  (assignment.kinds?.includes(item.kind) ?? true) &&
  (assignment.categories?.includes(item.category) ?? true) &&
  (assignment.natures?.includes(item.nature) ?? true)

const planAssignment = (
  pack: Pack<DisplayPack>,
  source: DisplayAssignment,
  item: CatalogItem,
  lookups: EnumLookups,
): AssignmentPlan => {
  const found = pack.content.classes[source.class]!
  const clause = (article: string, text: Clause['text']): Clause => ({
    pack: pack.content.pack,
    version: pack.version,
    article,
    text,
  })
  return {
    source,
    subjectKinds: source.subjectKinds ? new Set(source.subjectKinds) : null,
    where: compileConditions(source.where?.map((condition) => resolveCondition(condition, item, lookups))),
    class: {
      severity: found.adverse ? (found.severity ?? source.class) : null,
      title: found.adverse ? found.title : null,
      rank: found.rank,
      shown: found.shown,
      spanMin: found.monthsMin === undefined || !found.adverse ? -1 : found.monthsMin * packedMonth,
      spanMax: found.monthsMax === undefined ? -1 : found.monthsMax * packedMonth,
      grace: (found.graceMonths ?? 0) * packedMonth,
      validity: found.validity ?? 'none',
      fromEffective: found.clockStart === 'effective-from',
    },
    clauses: [clause(source.article, source.text), clause(found.article, found.text)],
  }
}

/** Names the organ's real field, and adds to listed titles of a code table their codes. */
const resolveCondition = (
  condition: DisplayCondition,
  item: CatalogItem,
  lookups: EnumLookups,
): DisplayCondition => {
  const field = condition.field === '$organ' ? (item.organ ?? '$organ') : condition.field
  const table = item.fields.find((known) => known.code === field)?.codes
  if (table === undefined) return { ...condition, field }
  const withCodes = (listed: string[]) => [
    ...new Set([...listed, ...listed.map((text) => lookups.enumOf(table, text) ?? text)]),
  ]
  return {
    ...condition,
    field,
    ...(condition.in && { in: withCodes(condition.in) }),
    ...(condition.only && { only: withCodes(condition.only) }),
    ...(condition.notIn && { notIn: withCodes(condition.notIn) }),
  }
}
