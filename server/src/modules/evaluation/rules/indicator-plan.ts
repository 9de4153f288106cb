import { compileConditions, packedMonth, packedNever, type ValueTest } from '@xinqiao/standards'
import type { Clause } from '../../policy/index.ts'
import type { CardIndicator, Point, ScoreCard } from '../schema.ts'

/** Measures as small integers, so that the scan over records switches without comparing text. */
export const op = {
  count: 0,
  sum: 1,
  max: 2,
  latestDay: 3,
  earliestDay: 4,
  latest: 5,
  share: 6,
  years: 7,
  exists: 8,
} as const

/** One indicator, ready to be applied to the records of its kinds. */
export type IndicatorPlan = {
  /** Place in the card, and of its running value. */
  slot: number
  op: number
  field: string
  /** Reach of the window in packed days; `packedNever` when every age counts. */
  reach: number
  /** The measure is about days, so a record without one cannot take part. */
  needsDay: boolean
  inEffect: boolean
  removed: boolean
  where: ValueTest | null
  part: ValueTest | null
  values: ReadonlyMap<string, number> | null
  decayReach: readonly number[]
  decayPercent: readonly number[]
  bandFrom: readonly number[]
  bandPoints: readonly number[]
  head: Pick<Point, 'indicator' | 'title' | 'pointsMax' | 'clause'>
  advice: Point['advice']
  /** The point when no record matches, shared by every evaluation. */
  emptyPoint: Point
}

const ops: Record<CardIndicator['measure']['of'], number> = {
  count: op.count,
  exists: op.exists,
  sum: op.sum,
  max: op.max,
  'months-since-latest': op.latestDay,
  'months-since-earliest': op.earliestDay,
  latest: op.latest,
  share: op.share,
  'distinct-years': op.years,
}

/** Prepares one indicator of a card; bands are put in ascending order. */
export const planIndicator = (card: ScoreCard, slot: number): IndicatorPlan => {
  const indicator = card.indicators[slot]!
  const { from, measure } = indicator
  const bands = [...indicator.bands].sort((a, b) => a.from - b.from)
  const pointsMax = Math.max(indicator.none, ...bands.map((band) => band.points))
  const clause: Clause = {
    pack: card.pack,
    version: card.version,
    article: indicator.article,
    text: indicator.text,
  }
  const head = { indicator: indicator.code, title: indicator.title, pointsMax, clause }
  const advice = indicator.advice ?? null
  const decay = [...(measure.decay ?? [])].sort((a, b) => a.withinMonths - b.withinMonths)
  const kindOfMeasure = ops[measure.of]
  return {
    slot,
    op: kindOfMeasure,
    field: measure.field ?? '',
    reach: from.windowMonths === undefined ? packedNever : from.windowMonths * packedMonth,
    needsDay:
      from.windowMonths !== undefined ||
      decay.length > 0 ||
      kindOfMeasure === op.latestDay ||
      kindOfMeasure === op.earliestDay ||
      kindOfMeasure === op.latest ||
      kindOfMeasure === op.years,
    inEffect: from.inEffect === true,
    removed: from.removed === true,
    where: compileConditions(from.where),
    part: compileConditions(measure.part),
    values: measure.values ? new Map(Object.entries(measure.values)) : null,
    decayReach: decay.map((step) => step.withinMonths * packedMonth),
    decayPercent: decay.map((step) => step.percent),
    bandFrom: bands.map((band) => band.from),
    bandPoints: bands.map((band) => band.points),
    head,
    advice,
    emptyPoint: Object.freeze(
      pointOf(head, advice, 0, indicator.none, Object.freeze<string[]>([]) as string[]),
    ),
  }
}

/** One point of an evaluation; advice is given only where points were left behind. */
export const pointOf = (
  head: IndicatorPlan['head'],
  advice: Point['advice'],
  measured: number,
  points: number,
  recordIds: string[],
): Point => ({
  indicator: head.indicator,
  title: head.title,
  measured,
  points,
  pointsMax: head.pointsMax,
  recordIds,
  clause: head.clause,
  advice: points < head.pointsMax ? advice : null,
})
