/** A text in the platform's languages. */
export type Texts = { 'zh-CN': string; 'zh-Hant'?: string; en: string }
/** A code with its title in the words of its code table. */
export type Titled = { code: string; title: string }
/** Matched parts as [start, length] in UTF-16 units. */
export type Marks = [start: number, length: number][]

/** How many public records a subject has. */
export type Counts = {
  licenses: number
  penalties: number
  honours: number
  serious: number
  abnormal: number
  commitments: number
  records: number
}

/** One found subject. */
export type Hit = {
  id: string
  name: string
  marks: Marks
  matchedFormerName: string | null
  uscc: string | null
  kind: string
  region: Titled | null
  industry: Titled | null
  grade: string | null
  counts: Counts
}

/** GET /v1/search */
export type Found = { items: Hit[]; next: string | null; more: boolean }
/** GET /v1/suggest */
export type Suggestion = { id: string; name: string; marks: Marks; uscc: string | null }
/** GET /v1/stats */
export type Figures = {
  subjects: number
  records: number
  penalties: number
  licenses: number
  honours: number
  commitments: number
  asOf: string
}
/** GET /v1/me */
export type Me = { id: string; orgId: string | null; permissions: string[]; localOperator: boolean }
/** One value of GET /v1/codes/:table */
export type CodeValue = { code: string; title: Texts | string; parent: string | null }

/** An article of a policy pack. */
export type Clause = { pack: string; version: string; article: string; text: Texts }

/** A shown record with the reason for showing it; days are YYYY-MM-DD. */
export type ShownRecord = {
  id: string
  kind: string
  headline: string
  occurredOn: string | null
  fields: { code: string; title: Texts; text: string }[]
  display: {
    reason: string
    severity: string | null
    severityTitle: Texts | null
    startOn: string | null
    earliestRepairOn: string | null
    lastDisplayOn: string | null
    clauses: Clause[]
    sentence: Texts
  }
  source: { provider: string; organ: string | null }
  version: number
  knownFrom: string
  underObjection: boolean
}

/** One indicator of an evaluation. */
export type Point = {
  indicator: string
  title: Texts
  measured: number
  unit: string | null
  points: number
  pointsMax: number
  recordIds: string[]
  clause: Clause
  advice: Texts | null
}

/** How a subject is graded and by which card. */
export type Evaluation = {
  grade: string
  score: number | null
  scoreMax: number
  card: { code: string; version: string; title: Texts; optional: boolean; note: string | null }
  points: Point[]
}

/** GET /v1/subjects/:id */
export type SubjectPageView = {
  subject: {
    id: string
    kind: string
    name: string
    uscc: string | null
    formerNames: string[]
    region: Titled | null
    industry: Titled | null
    identifiers: { scheme: string; value: string }[]
  }
  basics: { code: string; title: Texts; value: string }[]
  marks: { code: string; title: Texts }[]
  evaluation: Evaluation | null
  sections: {
    category: string
    title: Texts
    kinds: { kind: string; title: Texts; nature: string; records: ShownRecord[] }[]
  }[]
  counts: Counts
  asOf: string
  knownAt: string | null
  changesOn: string | null
  computedAt: string
}
