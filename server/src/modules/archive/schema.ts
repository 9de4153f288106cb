import { type Static, Type } from '@sinclair/typebox'
import type { SubjectKind } from '../cleaning/index.ts'
import { PackHead } from '../policy/index.ts'

/** State of the fact itself. `withdrawn`: void or revoked at its source; `repaired`: display ended by a repair; `expired`: kept longer than the packs of retention let it be used. */
export const recordStatuses = ['active', 'withdrawn', 'repaired', 'removed', 'expired'] as const
export type RecordStatus = (typeof recordStatuses)[number]

/** One version of one record as the archive keeps it. Days are civil days, instants ISO with zone. */
export type ArchiveRecord = {
  id: string
  /** Catalog kind, e.g. administrative-penalty. */
  kind: string
  occurredOn: string | null
  effectiveFrom: string | null
  effectiveTo: string | null
  status: RecordStatus
  /** Day from which `status` other than active counts. */
  statusOn: string | null
  underObjection: boolean
  /** Cleaned values by catalog field code. */
  values: Record<string, string | string[]>
  version: number
  /** When the platform learned this version. */
  knownFrom: string
  providerId: string
  batchId: string
  tableNumber: number
  rowNumber: number
}

export type SubjectProfile = {
  id: string
  kind: SubjectKind
  /** Registered name; of a person only ever read on the staff side. */
  name: string
  nameKey: string
  formerNames: string[]
  uscc: string | null
  identifiers: { scheme: string; value: string | null }[]
  regionCode: string | null
  industryCode: string | null
}

/** Everything known about one subject, oldest record first. The only input of what is derived. */
export type Archive = { subject: SubjectProfile; records: ArchiveRecord[] }

/** How a row ended, one letter as kept: accepted, corrected, duplicate, in doubt (queue), rejected. */
export const verdicts = {
  a: 'accepted',
  c: 'corrected',
  d: 'duplicate',
  q: 'inDoubt',
  r: 'rejected',
} as const
export type Verdict = keyof typeof verdicts

/** A record as it is written: payload and digest are ready, days are civil days. */
export type RecordRow = {
  subjectId: string
  id: string
  entityId: string
  kind: string
  occurredOn: string | null
  effectiveFrom: string | null
  effectiveTo: string | null
  status: RecordStatus
  statusOn: string | null
  underObjection: boolean
  /** JSON text. */
  payload: string
  /** SHA-256 as hex of the cleaned content before sealing. */
  digest: string
  version: number
  knownFrom: string
  providerId: string
  batchId: string
  tableNumber: number
  rowNumber: number
}

/** What is needed of a stored record to tell a duplicate from a change. */
export type StoredVersion = {
  digest: string
  version: number
  status: RecordStatus
  batchId: string
  tableNumber: number
  rowNumber: number
  underObjection: boolean
}

const Months = Type.Optional(Type.Integer({ minimum: 1, maximum: 1_200 }))

/** How long records are used, kept and remembered, by kind, counted from one of their days. */
export const RetentionPack = Type.Composite(
  [
    PackHead,
    Type.Object({
      rules: Type.Array(
        Type.Object(
          {
            kinds: Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,64}$' }), {
              uniqueItems: true,
              description: 'Kinds of the catalog; empty: all that no other rule names for these subjects.',
            }),
            subjects: Type.Union([Type.Literal('person'), Type.Literal('organisation')]),
            from: Type.Array(
              Type.Union([Type.Literal('statusOn'), Type.Literal('effectiveTo'), Type.Literal('occurredOn')]),
              { minItems: 1, uniqueItems: true, description: 'The first of these days that a record has.' },
            ),
            hideMonths: Type.Integer({ minimum: 1, maximum: 1_200 }),
            archiveMonths: Months,
            eraseMonths: Months,
            article: Type.String({ minLength: 1 }),
            text: Type.Object({ 'zh-CN': Type.String(), en: Type.String() }, { additionalProperties: false }),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 200 },
      ),
    }),
  ],
  { additionalProperties: false },
)
export type RetentionPack = Static<typeof RetentionPack>
