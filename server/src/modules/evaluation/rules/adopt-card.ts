import { dayAfter, packDay, packedMonth, packedNever } from '@xinqiao/standards'
import type { ArchiveRecord } from '../../archive/index.ts'
import type { AdoptCard, Evaluation } from '../schema.ts'
import { compileScope } from './card-scope.ts'
import { type CompiledCard, notEvaluated } from './score-card.ts'

/**
 * Compiles a card that shows the latest grade given by another body as it is. A grade older than the card's
 * window, withdrawn, or not in the card's list of grades is not adopted.
 */
export const compileAdoptCard = (card: AdoptCard): CompiledCard => {
  const grades = new Set(card.grades)
  const scope = compileScope(card)
  const reach = card.windowMonths === undefined ? packedNever : card.windowMonths * packedMonth

  const evaluate: CompiledCard['evaluate'] = (archive, dayText) => {
    const day = packDay(dayText)
    const refused = scope.refusal(archive.subject.kind, day)
    if (refused !== null) return notEvaluated(card, scope, refused, day)
    let constantUntil = scope.lastDay
    let best: ArchiveRecord | null = null
    let bestDay = 0
    for (const record of archive.records) {
      if (record.kind !== card.kind || !grades.has(textIn(record, card.gradeField))) continue
      const occurred = packDay(record.occurredOn)
      const ends = record.status === 'active' ? packedNever : packDay(record.statusOn)
      if (occurred === 0 || ends <= day || occurred + reach < day) continue
      constantUntil = Math.min(constantUntil, ends - 1, occurred > day ? occurred - 1 : occurred + reach)
      if (occurred > day || occurred < bestDay) continue
      if (occurred > bestDay || record.id > best!.id) {
        best = record
        bestDay = occurred
      }
    }
    const changesOn = constantUntil >= packedNever - 1 ? null : dayAfter(constantUntil)
    if (best === null) return { ...notEvaluated(card, scope, 'no-records', day), changesOn }
    return {
      card: card.pack,
      cardVersion: card.version,
      score: null,
      grade: textIn(best, card.gradeField),
      notEvaluated: null,
      points: [adoptedPoint(card, best)],
      changesOn,
    }
  }
  return {
    evaluate,
    score: (archive, day) => {
      const { score, grade, changesOn } = evaluate(archive, day)
      return { score, grade, changesOn }
    },
  }
}

const textIn = (record: ArchiveRecord, field: string): string => {
  const value: unknown = record.values[field]
  return typeof value === 'string' ? value : ''
}

const adoptedPoint = (card: AdoptCard, record: ArchiveRecord): Evaluation['points'][number] => ({
  indicator: card.gradeField,
  title: { 'zh-CN': card.title['zh-CN'], en: card.title.en },
  measured: 1,
  points: 0,
  pointsMax: 0,
  recordIds: [record.id],
  clause: { pack: card.pack, version: card.version, article: card.article, text: card.text },
  advice: null,
})
