import { type Static, Type } from '@sinclair/typebox'
import { PackHead } from '../policy/index.ts'

export const Id = Type.String({ format: 'uuid' })
export const Day = Type.String({ format: 'date' })
export const OrgId = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._-]+$' })
export const Code = Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$' })
export const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256, hex.' })
/** A text of some length that somebody writes. */
export const Words = (maxLength: number) => Type.String({ minLength: 2, maxLength })
export const Done = Type.Object({ done: Type.Boolean() })
export const closed = { additionalProperties: false }

/** A page of a list that is ordered by the place at which its rows were written. */
export const Paged = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  cursor: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
}
export const Next = Type.Union([Type.Integer(), Type.Null()])

/** What a consent is for: which kinds of record and fields, for whom, why, how long. */
export const ConsentWish = {
  recipientOrg: OrgId,
  kinds: Type.Array(Code, { minItems: 1, maxItems: 100, uniqueItems: true }),
  fields: Type.Optional(
    Type.Array(Type.String({ pattern: '^[\\w.-]{1,64}$' }), { maxItems: 200, uniqueItems: true }),
  ),
  purpose: Code,
  validFrom: Type.Optional(Day),
  validTo: Day,
}

/** How a subject is named where no account of its own speaks: by the number on its paper. */
export const SubjectNumber = Type.Object(
  {
    scheme: Type.Union([Type.Literal('resident-id'), Type.Literal('uscc')]),
    number: Type.String({ minLength: 15, maxLength: 20 }),
  },
  closed,
)
export type SubjectNumber = Static<typeof SubjectNumber>

const Sentence = Type.Object(
  { 'zh-CN': Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  closed,
)

/** An entry of the register of processing: one purpose for which personal information is processed. */
export const RegisterEntry = Type.Composite(
  [
    PackHead,
    Type.Object({
      purpose: Code,
      text: Sentence,
      basis: Type.Union(
        ['statutory-duty', 'consent', 'contract', 'emergency', 'published'].map((one) => Type.Literal(one)),
        { description: 'The case of Article 13 of the Personal Information Protection Law.' },
      ),
      subjects: Type.Array(Type.Union([Type.Literal('person'), Type.Literal('organisation')]), {
        minItems: 1,
        uniqueItems: true,
      }),
      kinds: Type.Array(Code, {
        description: 'Kinds of the catalog; empty: all of them.',
        uniqueItems: true,
      }),
      isSensitive: Type.Boolean({ description: 'Whether sensitive personal information is among it.' }),
      recipients: Type.Array(Sentence, { minItems: 1 }),
      retention: Sentence,
      measures: Type.Array(Sentence, { minItems: 1 }),
      consentMonthsMax: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 120,
          description: 'Longest a consent for this purpose may last.',
        }),
      ),
    }),
  ],
  { additionalProperties: false },
)
export type RegisterEntry = Static<typeof RegisterEntry>

const Hours = Type.Integer({ minimum: 1, maximum: 8_760 })

/** By when an incident is assessed, reported and told, by severity, in hours from its detection. */
export const IncidentDeadlines = Type.Composite(
  [
    PackHead,
    Type.Object({
      severities: Type.Array(
        Type.Object(
          {
            code: Code,
            text: Sentence,
            assessHours: Hours,
            reportHours: Type.Optional(Hours),
            tellHours: Type.Optional(Hours),
          },
          closed,
        ),
        { minItems: 1, maxItems: 20 },
      ),
    }),
  ],
  { additionalProperties: false },
)
export type IncidentDeadlines = Static<typeof IncidentDeadlines>

/** A rule that says what is unusual in an hour of an account, a client or a token. */
export const BehaviourRule = Type.Composite(
  [
    PackHead,
    Type.Object({
      text: Sentence,
      measure: Type.Union([
        Type.Literal('requests'),
        Type.Literal('reads'),
        Type.Literal('subjects'),
        Type.Literal('missed'),
        Type.Literal('refused'),
        Type.Literal('newPlaces'),
      ]),
      actors: Type.Array(
        Type.Union([Type.Literal('account'), Type.Literal('client'), Type.Literal('token')]),
        { minItems: 1, uniqueItems: true },
      ),
      atLeast: Type.Integer({ minimum: 1, description: 'Less in an hour is never unusual.' }),
      timesUsual: Type.Optional(
        Type.Number({
          minimum: 1,
          description: 'Unusual from so many times the own mean of an active hour.',
        }),
      ),
      historyHours: Type.Integer({
        minimum: 0,
        maximum: 600,
        description: 'Active hours within 28 days before the own history counts.',
      }),
      newcomerAtLeast: Type.Optional(
        Type.Integer({ minimum: 1, description: 'Unusual from so many where the history is shorter.' }),
      ),
      hours: Type.Optional(
        Type.Object(
          {
            from: Type.Integer({ minimum: 0, maximum: 23 }),
            until: Type.Integer({ minimum: 0, maximum: 24 }),
            weekends: Type.Boolean(),
          },
          { ...closed, description: 'Hours in China the rule is about; absent: all.' },
        ),
      ),
      homeNetworks: Type.Optional(
        Type.Array(Type.String({ pattern: '^[0-9a-fA-F.:]{2,45}/[0-9]{1,3}$' }), { maxItems: 500 }),
      ),
      severity: Type.Union([Type.Literal('low'), Type.Literal('medium'), Type.Literal('high')]),
      action: Type.Union([Type.Literal('alert'), Type.Literal('pause')]),
    }),
  ],
  { additionalProperties: false },
)
export type BehaviourRule = Static<typeof BehaviourRule>
