import { Type } from '@sinclair/typebox'
import { Texts } from '../catalog/index.ts'
import { type Verdict, verdicts } from './schema.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])
const text = orNull(Type.String())
const ThreeTexts = Type.Object({ 'zh-CN': Type.String(), 'zh-Hant': Type.String(), en: Type.String() })

/** What became of a row. */
export const VerdictName = Type.Unsafe<(typeof verdicts)[Verdict]>({
  type: 'string',
  enum: Object.values(verdicts),
})

export const FindingView = Type.Object({
  code: Type.String(),
  level: Type.String({ description: 'error, doubt, correction or warning' }),
  field: text,
  column: Type.Optional(text),
  found: text,
  expected: text,
  suggestion: text,
  text: ThreeTexts,
})

export const RowView = Type.Object({
  table: Type.Integer(),
  number: Type.Integer({ description: 'Row as a person counts it in the file.' }),
  verdict: VerdictName,
  subjectId: text,
  recordId: text,
  findings: Type.Array(FindingView),
})

export const BatchView = Type.Object({
  id: Type.String(),
  filename: text,
  format: text,
  encoding: text,
  size: Type.Integer(),
  sha256: Type.String(),
  provider: Type.Object({ id: Type.String(), title: Type.String() }),
  kinds: Type.Array(
    Type.Object({
      kind: Type.String(),
      title: Texts,
      wholeList: Type.Boolean({
        description: 'Each file names everything that holds: what it no longer names counts as removed.',
      }),
    }),
  ),
  status: Type.String(),
  duplicateOf: text,
  receivedAt: Type.String(),
  receivedOn: Type.String(),
  finishedAt: text,
  rows: Type.Object({
    received: Type.Integer(),
    accepted: Type.Integer(),
    corrected: Type.Integer(),
    duplicate: Type.Integer(),
    inDoubt: Type.Integer(),
    rejected: Type.Integer(),
  }),
  seconds: orNull(Type.Number()),
  rowsPerSecond: orNull(Type.Integer()),
  problem: orNull(Type.Object({ code: Type.String(), text: ThreeTexts })),
  notes: Type.Array(Type.Object({ code: Type.String(), text: ThreeTexts }), {
    description: 'What is to be known of the batch as a whole, e.g. that a full list removed nothing.',
  }),
  tables: Type.Array(
    Type.Object({
      number: Type.Integer(),
      name: Type.String(),
      kind: text,
      kindTitle: orNull(Texts),
      headerRow: Type.Integer(),
      wrong: Type.Integer({ description: 'Rejected rows and rows in doubt, once the file is filed.' }),
      columns: Type.Array(Type.Object({ header: Type.String(), field: text, title: orNull(Texts) })),
      missing: Type.Array(Type.Object({ code: Type.String(), title: orNull(Texts) })),
    }),
  ),
  findings: Type.Array(
    Type.Object({
      code: Type.String(),
      level: Type.String(),
      field: text,
      count: Type.Integer(),
      title: orNull(Texts),
      text: ThreeTexts,
    }),
  ),
})

export const AccessView = Type.Object({
  at: Type.String(),
  body: Type.Object({ id: text, title: text }),
  purpose: Type.Object({ code: Type.String(), title: ThreeTexts }),
  classes: Type.Array(Type.String()),
  kind: Type.String({ description: '`view`: masked; `unmask`: one value in clear.' }),
})

export const RecordVersion = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  occurredOn: text,
  effectiveFrom: text,
  effectiveTo: text,
  status: Type.String(),
  statusOn: text,
  underObjection: Type.Boolean(),
  values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())])),
  version: Type.Integer(),
  knownFrom: Type.String(),
  knownUntil: text,
  providerId: Type.String(),
  batchId: Type.String(),
  rowNumber: Type.Integer(),
})

/** The file of a subject as its owner reads it; null stands for what is kept sealed. */
export const OwnFile = Type.Object({
  subject: Type.Object({ id: Type.String(), kind: Type.String(), name: Type.String() }),
  records: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      occurredOn: Type.Union([Type.String(), Type.Null()]),
      status: Type.String(),
      providerId: Type.String(),
      knownFrom: Type.String(),
      values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()])),
    }),
  ),
})
