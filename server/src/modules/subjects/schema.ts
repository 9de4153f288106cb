import type { Identifier, SubjectClue } from '../cleaning/index.ts'

/** One piece of evidence for or against two descriptions being the same entity. Weights add up to the score. */
export type Evidence = {
  feature:
    | 'name'
    | 'core-name'
    | 'region'
    | 'legal-representative'
    | 'address'
    | 'identifier'
    | 'kind'
    | 'branch'
    | 'rivals'
  weight: number
  left: string | null
  right: string | null
}

export type Candidate = {
  subjectId: string
  entityId: string
  name: string
  score: number
  evidence: Evidence[]
}

/** Why a row or a pair of subjects waits for a person. */
export type DoubtReason = 'no-candidate' | 'candidates' | 'identifiers-disagree' | 'possible-same' | 'row'

/** Whom a row is about: a subject, or a doubt with what is known. */
export type Resolution =
  | { state: 'resolved'; subjectId: string; entityId: string; isNew: boolean }
  | { state: 'doubt'; reason: DoubtReason; candidates: Candidate[] }
  /** A person whose data were erased: nothing about the person is taken in again. */
  | { state: 'erased' }

/** A subject as the index of names and identifiers knows it. */
export type KnownSubject = {
  id: string
  kind: string
  name: string
  nameKey: string
  coreKey: string
  regionCode: string | null
  legalRepresentative: string | null
  address: string | null
  mergedInto: string | null
  /** Schemes of the identifiers it has. */
  schemes: string[]
}

export type KeyedIdentifier = Identifier & { key: string }
export type KeyedClue = { clue: SubjectClue; identifiers: KeyedIdentifier[]; coreKey: string }

export const judgements = ['same', 'different'] as const
export type JudgementEdge = {
  id: string
  leftId: string
  rightId: string
  judgement: (typeof judgements)[number]
  evidence: Evidence[]
  reason: string
  madeBy: string
  madeAt: Date
  withdrawnBy: string | null
  withdrawnAt: Date | null
}
