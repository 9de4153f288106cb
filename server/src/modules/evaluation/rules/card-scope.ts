import { dayAfter, type PackedDay, packDay, packedNever } from '@xinqiao/standards'
import type { EvaluationCard } from '../schema.ts'

/** Whom and when a card is for. */
export type CardScope = {
  /** Last day in force, packed; `packedNever` when open. */
  lastDay: PackedDay
  /** Why the card does not apply to this kind of subject on this day; null when it does. */
  refusal: (subjectKind: string, day: PackedDay) => string | null
  /** Next day on which time alone may end the refusal. */
  changesOn: (refusal: string, day: PackedDay) => string | null
}

/** Reads a card's subjects and days. A natural person needs a legal basis, whatever `subjectKinds` says. */
export const compileScope = (card: EvaluationCard): CardScope => {
  const kinds = new Set(card.subjectKinds)
  const first = packDay(card.validFrom)
  const lastDay = packDay(card.validTo) || packedNever
  return {
    lastDay,
    refusal: (subjectKind, day) => {
      if (subjectKind === 'person' && card.personLegalBasis === undefined) return 'person-without-legal-basis'
      if (!kinds.has(subjectKind)) return 'subject-kind-not-covered'
      return day < first || day > lastDay ? 'card-not-in-force' : null
    },
    changesOn: (refusal, day) => {
      if (refusal === 'card-not-in-force') return day < first ? card.validFrom : null
      return refusal === 'no-records' && lastDay < packedNever ? dayAfter(lastDay) : null
    },
  }
}
