import { Type } from '@sinclair/typebox'
import { Texts } from '../catalog/index.ts'

type Shape = Parameters<typeof Type.Union>[0][number]
const orNull = <T extends Shape>(shape: T) => Type.Union([shape, Type.Null()])
const text = orNull(Type.String())
const Titled = orNull(Type.Object({ code: Type.String(), title: Type.String() }))
const Marks = Type.Array(Type.Tuple([Type.Integer(), Type.Integer()]), {
  description: 'Matched parts as [start, length] in UTF-16 units.',
})

export const CountsView = Type.Object({
  licenses: Type.Integer(),
  penalties: Type.Integer(),
  honours: Type.Integer(),
  serious: Type.Integer(),
  abnormal: Type.Integer(),
  commitments: Type.Integer(),
  records: Type.Integer(),
})

export const HitView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  marks: Marks,
  matchedFormerName: text,
  uscc: text,
  kind: Type.String(),
  region: Titled,
  industry: Titled,
  grade: text,
  counts: CountsView,
})

export const SuggestionView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  marks: Marks,
  uscc: text,
})

export const FiguresView = Type.Object({
  subjects: Type.Integer(),
  records: Type.Integer(),
  penalties: Type.Integer(),
  licenses: Type.Integer(),
  honours: Type.Integer(),
  commitments: Type.Integer(),
  asOf: Type.String(),
})

const ClauseView = Type.Object({
  pack: Type.String(),
  version: Type.String(),
  article: Type.String(),
  text: Texts,
})
const FieldView = Type.Object({ code: Type.String(), title: Texts, text: Type.String() })

export const RecordView = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  headline: Type.String(),
  occurredOn: text,
  fields: Type.Array(FieldView),
  display: Type.Object({
    reason: Type.String(),
    severity: text,
    severityTitle: orNull(Texts),
    startOn: text,
    earliestRepairOn: text,
    lastDisplayOn: text,
    clauses: Type.Array(ClauseView),
    sentence: Texts,
  }),
  source: Type.Object({ provider: Type.String(), organ: text }),
  version: Type.Integer(),
  knownFrom: Type.String(),
  underObjection: Type.Boolean(),
})

const PointView = Type.Object({
  indicator: Type.String(),
  title: Texts,
  measured: Type.Number(),
  unit: text,
  points: Type.Integer(),
  pointsMax: Type.Integer(),
  recordIds: Type.Array(Type.String()),
  clause: ClauseView,
  advice: orNull(Texts),
})

export const PageView = Type.Object({
  subject: Type.Object({
    id: Type.String(),
    kind: Type.String(),
    name: Type.String(),
    uscc: text,
    formerNames: Type.Array(Type.String()),
    region: Titled,
    industry: Titled,
    identifiers: Type.Array(Type.Object({ scheme: Type.String(), value: Type.String() })),
  }),
  basics: Type.Array(Type.Object({ code: Type.String(), title: Texts, value: Type.String() })),
  marks: Type.Array(Type.Object({ code: Type.String(), title: Texts })),
  evaluation: orNull(
    Type.Object({
      grade: Type.String(),
      score: orNull(Type.Integer()),
      scoreMax: Type.Integer(),
      base: orNull(Type.Integer()),
      card: Type.Object({
        code: Type.String(),
        version: Type.String(),
        title: Texts,
        optional: Type.Boolean(),
        note: text,
      }),
      points: Type.Array(PointView),
    }),
  ),
  sections: Type.Array(
    Type.Object({
      category: Type.String(),
      title: Texts,
      kinds: Type.Array(
        Type.Object({
          kind: Type.String(),
          title: Texts,
          nature: Type.String(),
          records: Type.Array(RecordView),
        }),
      ),
    }),
  ),
  counts: CountsView,
  asOf: Type.String(),
  knownAt: text,
  changesOn: text,
  computedAt: Type.String(),
})
