import { type Static, Type } from '@sinclair/typebox'
import { type Clause, PackHead } from '../policy/index.ts'

/** Why a record is shown or not; the first two are the only ones that show it. */
export const displayReasons = [
  'shown',
  'shown-under-objection',
  'person',
  'not-public',
  'withdrawn',
  'repaired',
  'removed',
  'expired',
  'class-not-shown',
  'period-ended',
  'not-yet',
  'no-date',
  'no-rule',
] as const
export type DisplayReason = (typeof displayReasons)[number]

/** Whether one record is shown to everybody on one day, on what clauses, and until when. */
export type Display = {
  recordId: string
  shown: boolean
  reason: DisplayReason
  /** Severity class for adverse records: minor, general, serious (older law: other names), null for others. */
  severity: string | null
  /** That class in the words of its pack, so that a class of any law has a name; null when `severity` is. */
  severityTitle: { 'zh-CN': string; 'zh-Hant'?: string; en: string } | null
  /** The clock of the period starts here. */
  startOn: string | null
  /** First day on which a repair may be applied for; null when none is needed or possible. */
  earliestRepairOn: string | null
  /** Last day of display; null when it has no end. */
  lastDisplayOn: string | null
  clauses: Clause[]
  /** Next day on which time alone may change this decision. */
  changesOn: string | null
}

const exact = { additionalProperties: false } as const
const Words = Type.Object(
  { 'zh-CN': Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  exact,
)
const values = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 200 })
const months = Type.Integer({ minimum: 0, maximum: 1200 })
const code = Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$' })

/** A condition on one cleaned value; every part given must hold. A list value holds when one member does, for `only` when all do. */
export const DisplayCondition = Type.Object(
  {
    field: Type.String({
      pattern: '^([A-Za-z][A-Za-z0-9_]{0,63}|\\$organ)$',
      description: 'Catalog field code, or $organ for the field the catalog names as the organ.',
    }),
    in: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
        minItems: 1,
        maxItems: 200,
        description: 'Values; of a field with a code table, codes or titles of it.',
      }),
    ),
    only: Type.Optional(values),
    notIn: Type.Optional(values),
    contains: Type.Optional(values),
    atLeast: Type.Optional(Type.Number({ description: 'Yuan or plain number, inclusive.' })),
    below: Type.Optional(Type.Number({ description: 'Exclusive.' })),
    present: Type.Optional(Type.Boolean()),
  },
  { ...exact, minProperties: 2 },
)
export type DisplayCondition = Static<typeof DisplayCondition>

/** A class of records that are shown alike. Severity classes are `adverse`. */
export const DisplayClass = Type.Object(
  {
    title: Type.Object(
      {
        'zh-CN': Type.String({ minLength: 1 }),
        'zh-Hant': Type.Optional(Type.String({ minLength: 1 })),
        en: Type.String({ minLength: 1 }),
      },
      exact,
    ),
    adverse: Type.Boolean(),
    severity: Type.Optional(
      Type.String({
        pattern: '^[a-z][a-z0-9-]{1,63}$',
        description: 'Severity told to readers; default: the code of the class.',
      }),
    ),
    rank: Type.Integer({
      minimum: 0,
      maximum: 100,
      description: 'The more severe, the higher: of several, the highest decides.',
    }),
    shown: Type.Boolean(),
    monthsMin: Type.Optional(
      Type.Integer({
        ...months,
        description: 'A repair may be applied for after so many months; absent: no repair.',
      }),
    ),
    monthsMax: Type.Optional(
      Type.Integer({ ...months, description: 'Display ends after so many months; absent: no such end.' }),
    ),
    validity: Type.Optional(
      Type.Union([Type.Literal('ends'), Type.Literal('earlier'), Type.Literal('replaces')], {
        description:
          'What the record’s own effectiveTo does. ends: display ends with it; earlier: with whichever of it and monthsMax comes first; replaces: it stands instead of monthsMax.',
      }),
    ),
    graceMonths: Type.Optional(Type.Integer({ ...months, description: 'Months shown after effectiveTo.' })),
    clockStart: Type.Optional(
      Type.Union([Type.Literal('occurred-on'), Type.Literal('effective-from')], {
        description: 'Default: occurred-on, the date of the document.',
      }),
    ),
    article: Type.String({ minLength: 1 }),
    text: Words,
  },
  exact,
)
export type DisplayClass = Static<typeof DisplayClass>

/** Which records fall into a class. */
export const DisplayAssignment = Type.Object(
  {
    class: code,
    step: Type.Integer({
      minimum: 1,
      maximum: 9,
      description: 'Lower steps are asked first; the first step with a match decides.',
    }),
    kinds: Type.Optional(Type.Array(code, { minItems: 1, maxItems: 100 })),
    categories: Type.Optional(Type.Array(code, { minItems: 1, maxItems: 20 })),
    natures: Type.Optional(Type.Array(code, { minItems: 1, maxItems: 3 })),
    subjectKinds: Type.Optional(Type.Array(code, { minItems: 1, maxItems: 20 })),
    where: Type.Optional(Type.Array(DisplayCondition, { minItems: 1, maxItems: 10 })),
    article: Type.String({ minLength: 1 }),
    text: Words,
  },
  exact,
)
export type DisplayAssignment = Static<typeof DisplayAssignment>

/** Clause for a decision that no class makes, such as a withdrawn record. */
const Limit = Type.Object(
  {
    reason: Type.Union(displayReasons.slice(2).map((reason) => Type.Literal(reason))),
    article: Type.String({ minLength: 1 }),
    text: Words,
  },
  exact,
)

/** Shape of the packs under policy/disclosure. The law in force on the day of display decides. */
export const DisplayPack = Type.Object(
  {
    ...PackHead.properties,
    appliesTo: Type.Literal('displayed-on', {
      description:
        'The pack decides every display on the days it is in force, whatever law the record arose under.',
    }),
    level: Type.Union([Type.Literal('law'), Type.Literal('authority'), Type.Literal('default')], {
      description: 'law goes before the authority’s own standard, that before the default.',
    }),
    classes: Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$' }), DisplayClass),
    assignments: Type.Array(DisplayAssignment, { maxItems: 200 }),
    limits: Type.Optional(Type.Array(Limit, { maxItems: 20 })),
  },
  exact,
)
export type DisplayPack = Static<typeof DisplayPack>

/** What a search may be narrowed by; region and industry are patterns of SQL that end in %. */
export type Filters = {
  region: string | null
  industry: string | null
  kind: string | null
  grade: string | null
  hasPenalty: boolean | null
}

export type Counts = {
  licenses: number
  penalties: number
  honours: number
  serious: number
  abnormal: number
  commitments: number
  records: number
}
export const markCodes = [
  'serious-list',
  'abnormal-list',
  'a-grade-taxpayer',
  'honoured',
  'under-objection',
] as const
export type MarkCode = (typeof markCodes)[number]

/** A shown record as the page keeps it: public values, already masked; clauses by their number on the page. */
export type PageRecord = {
  id: string
  kind: string
  occurredOn: string | null
  values: Record<string, string | string[]>
  display: Pick<Display, 'reason' | 'severity' | 'startOn' | 'earliestRepairOn' | 'lastDisplayOn'> & {
    clauses: number[]
  }
  providerId: string
  version: number
  knownFrom: string
  underObjection: boolean
}

/** A public page in compact form: titles and texts are added from catalog and packs when it is read. */
export type PageBody = {
  name: string
  kind: string
  uscc: string | null
  formerNames: string[]
  regionCode: string | null
  industryCode: string | null
  identifiers: [scheme: string, value: string][]
  marks: MarkCode[]
  evaluation: {
    card: string
    cardVersion: string
    score: number | null
    grade: string
    points: [indicator: string, measured: number, points: number, recordIds: string[]][]
  } | null
  records: PageRecord[]
  clauses: Clause[]
  counts: Counts
}
