import { type Static, Type } from '@sinclair/typebox'
import { type Clause, PackHead } from '../policy/index.ts'

const exact = { additionalProperties: false } as const
const field = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$', description: 'Catalog field code.' })
const kind = Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$', description: 'Catalog kind.' })
const months = Type.Integer({ minimum: 1, maximum: 1200 })
const Words = Type.Object(
  { 'zh-CN': Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  exact,
)
const values = Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 200 })

/** A condition on one cleaned value; every part given must hold. A list value holds when one member does, for `only` when all do. */
export const CardCondition = Type.Object(
  {
    field,
    in: Type.Optional(values),
    only: Type.Optional(values),
    notIn: Type.Optional(values),
    contains: Type.Optional(values),
    atLeast: Type.Optional(Type.Number({ description: 'Yuan or plain number, inclusive.' })),
    below: Type.Optional(Type.Number({ description: 'Exclusive.' })),
    present: Type.Optional(Type.Boolean()),
  },
  { ...exact, minProperties: 2 },
)
export type CardCondition = Static<typeof CardCondition>

export const measureNames = [
  'count',
  'exists',
  'sum',
  'max',
  'months-since-latest',
  'months-since-earliest',
  'latest',
  'share',
  'distinct-years',
] as const
export type MeasureName = (typeof measureNames)[number]

/** Which records an indicator looks at. Withdrawn and repaired records never count. */
const From = Type.Object(
  {
    kinds: Type.Array(kind, { minItems: 1, maxItems: 50 }),
    where: Type.Optional(Type.Array(CardCondition, { maxItems: 10 })),
    windowMonths: Type.Optional(
      Type.Integer({ ...months, description: 'Only records of this many months before the day.' }),
    ),
    inEffect: Type.Optional(Type.Boolean({ description: 'Only records whose validity covers the day.' })),
    removed: Type.Optional(
      Type.Boolean({ description: 'True: entries already removed from their list count too.' }),
    ),
  },
  exact,
)

const Measure = Type.Object(
  {
    of: Type.Union(measureNames.map((name) => Type.Literal(name))),
    field: Type.Optional(field),
    values: Type.Optional(
      Type.Record(Type.String({ maxLength: 100 }), Type.Number(), {
        description: 'latest: value text → number.',
      }),
    ),
    part: Type.Optional(
      Type.Array(CardCondition, {
        minItems: 1,
        maxItems: 10,
        description: 'share: which of the records are the part.',
      }),
    ),
    decay: Type.Optional(
      Type.Array(
        Type.Object({ withinMonths: months, percent: Type.Integer({ minimum: 1, maximum: 100 }) }, exact),
        {
          minItems: 1,
          maxItems: 10,
          description: 'count, sum: weight by age; older than the last step weighs nothing.',
        },
      ),
    ),
  },
  exact,
)

/** One indicator: records → one measured number → the points of the last band that starts at or below it. */
export const CardIndicator = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$' }),
    title: Words,
    from: From,
    measure: Measure,
    bands: Type.Array(
      Type.Object({ from: Type.Number(), points: Type.Integer({ minimum: -1000, maximum: 1000 }) }, exact),
      { minItems: 1, maxItems: 20 },
    ),
    none: Type.Integer({ minimum: -1000, maximum: 1000, description: 'Points when no record matches.' }),
    article: Type.String({ minLength: 1 }),
    text: Words,
    advice: Type.Optional(Words),
  },
  exact,
)
export type CardIndicator = Static<typeof CardIndicator>

const cardHead = {
  ...PackHead.properties,
  status: Type.Union([Type.Literal('active'), Type.Literal('optional')], {
    description: 'optional: used only where the platform’s configuration switches this card on.',
  }),
  subjectKinds: Type.Array(Type.String(), { minItems: 1, maxItems: 20 }),
  personLegalBasis: Type.Optional(
    Type.String({ minLength: 1, description: 'Without it no natural person is evaluated.' }),
  ),
}

/** A card that scores: points are added up, held within 0–1000 and graded. */
export const ScoreCard = Type.Object(
  {
    ...cardHead,
    type: Type.Literal('score'),
    base: Type.Integer({ minimum: 0, maximum: 1000 }),
    grades: Type.Array(
      Type.Object(
        { grade: Type.String({ pattern: '^[A-D]$' }), from: Type.Integer({ minimum: 0, maximum: 1000 }) },
        exact,
      ),
      { minItems: 1, maxItems: 4, description: 'Best grade first; the last one starts at 0.' },
    ),
    indicators: Type.Array(CardIndicator, { minItems: 1, maxItems: 200 }),
  },
  exact,
)
export type ScoreCard = Static<typeof ScoreCard>

/** A card that takes over a grade another body has given, unchanged and without a score of our own. */
export const AdoptCard = Type.Object(
  {
    ...cardHead,
    type: Type.Literal('adopt'),
    kind,
    gradeField: field,
    grades: Type.Array(Type.String({ pattern: '^[A-D]$' }), { minItems: 1, maxItems: 4 }),
    windowMonths: Type.Optional(months),
    article: Type.String({ minLength: 1 }),
    text: Words,
  },
  exact,
)
export type AdoptCard = Static<typeof AdoptCard>

/** Shape of the packs under policy/evaluation. */
export const EvaluationCard = Type.Union([ScoreCard, AdoptCard])
export type EvaluationCard = Static<typeof EvaluationCard>

/** What one indicator saw and gave. */
export type Point = {
  indicator: string
  title: { 'zh-CN': string; en: string }
  /**
   * What the indicator measured: a count, yuan, percent, or the mapped value. Months are given as the lower
   * bound of their band, so that a stored point stays true until `changesOn`.
   */
  measured: number
  points: number
  pointsMax: number
  recordIds: string[]
  clause: Clause
  /** What would improve it, from the card; null when nothing can. */
  advice: { 'zh-CN': string; en: string } | null
}

export type Evaluation = {
  card: string
  cardVersion: string
  /** 0–1000; null when the card adopts a grade that has no score, and when `notEvaluated` says why there is none. */
  score: number | null
  /** A–D; empty when not evaluated. */
  grade: string
  /**
   * Why a subject is not evaluated by this card: `person-without-legal-basis`, `subject-kind-not-covered`,
   * `card-not-in-force`, `no-records`; null when it is.
   */
  notEvaluated: string | null
  points: Point[]
  /** Next day on which time alone may change anything above; null when it cannot. */
  changesOn: string | null
}
