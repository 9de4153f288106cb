import { dayAfter, type PackedDay, packDay, packedMonth, packedNever } from '@xinqiao/standards'
import type { Archive, SubjectProfile } from '../../archive/index.ts'
import type { Evaluation, Point, ScoreCard } from '../schema.ts'
import { type CardScope, compileScope } from './card-scope.ts'
import { type IndicatorPlan, op, planIndicator, pointOf } from './indicator-plan.ts'
import { newScan, resetScan, type Scan, scanRecords } from './record-scan.ts'

/** Score and grade alone: what a simulation over everybody needs. */
export type Score = { score: number | null; grade: string; changesOn: string | null }

/** A card made ready: both entries are pure in what they return and never fail on bad records. */
export type CompiledCard = {
  /** The full evaluation, with a point per indicator, its records and its clause. */
  evaluate: (archive: Archive, day: string) => Evaluation
  /** The same score, grade and change day without the points; about half the work. */
  score: (archive: Archive, day: string) => Score
}

/** Compiles a scoring card. The card must be free of `cardFaults`. */
export const compileScoreCard = (card: ScoreCard): CompiledCard => {
  const plans = card.indicators.map((_, slot) => planIndicator(card, slot))
  const plansByKind = groupByKind(card, plans)
  const emptyPoints = plans.map((plan) => plan.emptyPoint)
  const emptyTotal = emptyPoints.reduce((sum, point) => sum + point.points, card.base)
  const grades = [...card.grades].sort((a, b) => b.from - a.from)
  const scope = compileScope(card)
  const scan = newScan(plans.length)

  const run = (archive: Archive, day: PackedDay, points: Point[] | null): number => {
    resetScan(scan)
    scan.constantUntil = scope.lastDay
    scanRecords(scan, plansByKind, archive.records, day, points !== null)
    let sum = emptyTotal
    for (const slot of scan.touched) {
      const plan = plans[slot]!
      const raw = rawOf(scan, plan, day)
      const band = bandOf(plan, raw)
      noteNextBand(scan, plan, band)
      const given = plan.bandPoints[band]!
      sum += given - plan.emptyPoint.points
      if (points === null) continue
      const measured = isMonths(plan) ? Math.max(0, plan.bandFrom[band]!) : raw
      points[slot] = pointOf(plan.head, plan.advice, measured, given, scan.ids[slot]!)
    }
    return Math.max(0, Math.min(1000, sum))
  }
  const gradeOf = (score: number) => {
    for (const step of grades) if (score >= step.from) return step.grade
    return grades[grades.length - 1]!.grade
  }
  const changesOn = () => (scan.constantUntil >= packedNever ? null : dayAfter(scan.constantUntil))

  return {
    evaluate: (archive, day) => {
      const packed = packDay(day)
      const refused = refusalOf(scope, archive, packed)
      if (refused !== null) return notEvaluated(card, scope, refused, packed)
      const points = emptyPoints.slice()
      const score = run(archive, packed, points)
      return {
        card: card.pack,
        cardVersion: card.version,
        score,
        grade: gradeOf(score),
        notEvaluated: null,
        points,
        changesOn: changesOn(),
      }
    },
    score: (archive, day) => {
      const packed = packDay(day)
      const refused = refusalOf(scope, archive, packed)
      if (refused !== null) {
        return { score: null, grade: '', changesOn: scope.changesOn(refused, packed) }
      }
      const score = run(archive, packed, null)
      return { score, grade: gradeOf(score), changesOn: changesOn() }
    },
  }
}

/** The evaluation of a subject that the card does not evaluate: no score, no grade, the reason. */
export const notEvaluated = (
  card: { pack: string; version: string },
  scope: CardScope,
  reason: string,
  day: PackedDay,
): Evaluation => ({
  card: card.pack,
  cardVersion: card.version,
  score: null,
  grade: '',
  notEvaluated: reason,
  points: [],
  changesOn: scope.changesOn(reason, day),
})

const refusalOf = (
  scope: CardScope,
  archive: { subject: SubjectProfile; records: readonly unknown[] },
  day: PackedDay,
) => scope.refusal(archive.subject.kind, day) ?? (archive.records.length === 0 ? 'no-records' : null)

const groupByKind = (card: ScoreCard, plans: readonly IndicatorPlan[]) => {
  const byKind = new Map<string, IndicatorPlan[]>()
  for (const plan of plans) {
    for (const kind of new Set(card.indicators[plan.slot]!.from.kinds)) {
      const list = byKind.get(kind)
      if (list) list.push(plan)
      else byKind.set(kind, [plan])
    }
  }
  return byKind
}

const isMonths = (plan: IndicatorPlan) => plan.op === op.latestDay || plan.op === op.earliestDay

const rawOf = (scan: Scan, plan: IndicatorPlan, day: PackedDay): number => {
  const total = scan.total[plan.slot]!
  switch (plan.op) {
    case op.count:
      return total / 100
    case op.sum:
      return total / 10_000
    case op.max:
      return total / 100
    case op.latestDay:
    case op.earliestDay:
      return Math.floor((day - total) / packedMonth)
    case op.share:
      return Math.floor((100 * total) / scan.hits[plan.slot]!)
    case op.exists:
      return 1
    case op.years:
      return scan.years.get(plan.slot)!.size
    default:
      return total
  }
}

/** Index of the last band at or below the measured value; what lies below every band takes the first. */
const bandOf = (plan: IndicatorPlan, measured: number): number => {
  const from = plan.bandFrom
  let band = 0
  for (let i = 1; i < from.length && measured >= from[i]!; i++) band = i
  return band
}

/** Months run on by themselves: the day before the next band begins is the last day of this one. */
const noteNextBand = (scan: Scan, plan: IndicatorPlan, band: number): void => {
  const next = plan.bandFrom[band + 1]
  if (next === undefined || !isMonths(plan)) return
  const last = scan.total[plan.slot]! + Math.ceil(next) * packedMonth - 1
  if (last < scan.constantUntil) scan.constantUntil = last
}
