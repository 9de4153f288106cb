import type { Clause, PackSet } from '../../policy/index.ts'
import type { EvaluationCard } from '../schema.ts'

type Words = { 'zh-CN': string; 'zh-Hant'?: string; en: string }
export type Compact = {
  card: string
  cardVersion: string
  score: number | null
  grade: string
  points: [string, number, number, string[]][]
}
export type PointView = {
  indicator: string
  title: Words
  measured: number
  unit: string | null
  points: number
  pointsMax: number
  recordIds: string[]
  clause: Clause
  advice: Words | null
}
export type CardView = {
  grade: string
  score: number | null
  scoreMax: number
  /** What every subject begins with; base and points add up to the score. */
  base: number | null
  card: { code: string; version: string; title: Words; optional: boolean; note: string | null }
  points: PointView[]
}

const units: Partial<Record<string, string>> = {
  sum: 'yuan',
  max: 'yuan',
  share: 'percent',
  'months-since-latest': 'months',
  'months-since-earliest': 'months',
}

/** A kept evaluation with the words of its card; null when that version of the card is no longer known. */
export function cardView(packs: PackSet, kept: Compact): CardView | null {
  const pack = packs.all('evaluation').find((p) => p.code === kept.card && p.version === kept.cardVersion)
  if (!pack) return null
  const card = pack.content as EvaluationCard
  const indicators = new Map(card.type === 'score' ? card.indicators.map((i) => [i.code, i]) : [])
  return {
    grade: kept.grade,
    score: kept.score,
    scoreMax: 1000,
    base: card.type === 'score' ? card.base : null,
    card: {
      code: kept.card,
      version: kept.cardVersion,
      title: card.title,
      optional: card.status === 'optional',
      note: card.note ?? null,
    },
    points: kept.points.map(([code, measured, points, recordIds]) => {
      const indicator = indicators.get(code)
      const best = indicator ? Math.max(indicator.none, ...indicator.bands.map((b) => b.points)) : points
      const words = indicator ?? {
        title: card.title,
        article: card.type === 'adopt' ? card.article : '',
        text: card.type === 'adopt' ? card.text : card.title,
        advice: undefined,
      }
      return {
        indicator: code,
        title: words.title,
        measured,
        unit: indicator ? (units[indicator.measure.of] ?? null) : null,
        points,
        pointsMax: best,
        recordIds,
        clause: { pack: card.pack, version: card.version, article: words.article, text: words.text },
        advice: points < best ? (words.advice ?? null) : null,
      }
    }),
  }
}
