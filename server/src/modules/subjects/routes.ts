import { Type } from '@sinclair/typebox'
import { route } from '../../kernel/route.ts'
import { noteAccess } from '../access/index.ts'
import { scopeOf } from '../identity/index.ts'
import { decideDoubt } from './actions/decide-doubt.ts'
import { judgePair, withdrawJudgement } from './actions/judge-pair.ts'
import { problem } from './problems.ts'
import { coreKeyOf } from './rules/core-key.ts'
import { compare } from './rules/evidence.ts'
import { evidenceTitles } from './rules/evidence-titles.ts'
import type { Candidate } from './schema.ts'
import { countOpenDoubts, type Doubt, listOpenDoubts } from './store/doubts.ts'
import { edgesShown } from './store/judgements.ts'
import { findSubjects } from './store/lookups.ts'

const Id = Type.String({ format: 'uuid' })
const Reason = Type.String({ minLength: 2, maxLength: 500 })
const text = Type.Union([Type.String(), Type.Null()])
const Words = Type.Object({ 'zh-CN': Type.String(), 'zh-Hant': Type.String(), en: Type.String() })
const EvidenceView = Type.Object({
  feature: Type.String(),
  title: Words,
  weight: Type.Number(),
  left: text,
  right: text,
})

const DoubtView = Type.Object({
  id: Id,
  reason: Type.String(),
  createdAt: Type.String(),
  kind: text,
  batchId: text,
  table: Type.Union([Type.Integer(), Type.Null()]),
  rowNumber: Type.Union([Type.Integer(), Type.Null()]),
  leftId: text,
  row: Type.Object({
    name: Type.String(),
    identifiers: Type.Array(Type.Object({ scheme: Type.String(), value: Type.String() })),
    region: text,
    legalRepresentative: text,
    address: text,
  }),
  candidates: Type.Array(
    Type.Object({
      subjectId: Id,
      entityId: Id,
      name: Type.String(),
      region: text,
      legalRepresentative: text,
      address: text,
      score: Type.Number(),
      evidence: Type.Array(EvidenceView),
    }),
  ),
})

const Judgement = Type.Object({
  id: Id,
  leftId: Id,
  rightId: Id,
  judgement: Type.String(),
  reason: Type.String(),
  madeBy: Type.String(),
  madeAt: Type.String(),
  withdrawnAt: text,
})

export const routes = [
  route('GET /v1/doubts', {
    face: 'staff',
    access: 'subjects:decide',
    summary: 'Rows and pairs of subjects that wait for a person, with the weight of every piece of evidence.',
    transaction: 'write',
    query: Type.Object({
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
      cursor: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
    }),
    reply: Type.Object({ items: Type.Array(DoubtView), next: text, open: Type.Integer() }),
    run: async (ctx, { query }) => {
      const limit = query.limit ?? 20
      const scope = scopeOf(ctx.actor)
      const doubts = await listOpenDoubts(ctx, {
        after: Number(query.cursor ?? 0),
        limit: limit + 1,
        scope,
      })
      const shown = doubts.slice(0, limit)
      const known = new Map(
        (
          await findSubjects(ctx, [...new Set(shown.flatMap((d) => d.candidates.map((c) => c.entityId)))])
        ).map((s) => [s.id, s]),
      )
      await noteAccess(
        ctx,
        [...known.values()]
          .filter((subject) => subject.kind === 'person')
          .slice(0, 1_000)
          .map(({ id }) => ({
            subjectId: id,
            recordId: null,
            purpose: 'identification',
            classes: ['shared'],
            kind: 'view' as const,
          })),
      )
      return {
        items: shown.map((d) => doubtView(d, (id) => known.get(id))),
        next: doubts.length > limit ? String(shown.at(-1)!.seq) : null,
        open: await countOpenDoubts(ctx, scope),
      }
    },
  }),
  route('POST /v1/doubts/:id/decision', {
    face: 'staff',
    access: 'subjects:decide',
    summary:
      'Say which subject it is, that it is none of them, that it is one of its own, or take the answer back.',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      {
        decision: Type.Union(
          ['same', 'different', 'new', 'undo'].map((d) =>
            Type.Literal(d as 'same' | 'different' | 'new' | 'undo'),
          ),
        ),
        subjectId: Type.Optional(Id),
        reason: Reason,
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({ id: Id, state: Type.String() }),
    run: (ctx, { params, body }) => decideDoubt(ctx, params.id, body),
  }),
  route('GET /v1/subjects/:id/judgements', {
    face: 'staff',
    access: 'subjects:decide',
    summary: 'Judgements that touch a subject, in force and withdrawn.',
    params: Type.Object({ id: Id }),
    reply: Type.Object({ items: Type.Array(Judgement) }),
    run: async (ctx, { params }) => ({
      items: (await edgesShown(ctx, [params.id], scopeOf(ctx.actor))).map((e) => ({
        ...e,
        madeAt: e.madeAt.toISOString(),
        withdrawnAt: e.withdrawnAt?.toISOString() ?? null,
      })),
    }),
  }),
  route('POST /v1/judgements', {
    face: 'staff',
    access: 'subjects:decide',
    summary: 'Judge two subjects to be the same or different.',
    status: 201,
    body: Type.Object(
      {
        leftId: Id,
        rightId: Id,
        judgement: Type.Union([Type.Literal('same'), Type.Literal('different')]),
        reason: Reason,
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({ id: Id }),
    run: async (ctx, { body }) => {
      if (scopeOf(ctx.actor) !== null) throw problem.platformOnly()
      const [left, right] = [body.leftId, body.rightId].map((id) => id)
      const found = await findSubjects(ctx, [left!, right!])
      if (new Set([left, right]).size === 2 && found.length < 2)
        throw problem.subjectUnknown({ ids: [left, right] })
      const other = found.find((s) => s.id === right)
      const own = found.find((s) => s.id === left)
      const evidence =
        own && other
          ? compare(
              {
                clue: {
                  ...own,
                  kind: own.kind as 'enterprise',
                  identifiers: [],
                  formerNames: [],
                  industryCode: null,
                },
                identifiers: [],
                coreKey: coreKeyOf(own.nameKey),
              },
              other,
              [],
            )
          : []
      return {
        id: (await judgePair(ctx, { leftId: left!, rightId: right!, evidence }, body.judgement, body.reason))
          .id,
      }
    },
  }),
  route('POST /v1/judgements/:id/withdrawal', {
    face: 'staff',
    access: 'subjects:decide',
    summary: 'Take a judgement back; what it joined comes apart.',
    params: Type.Object({ id: Id }),
    body: Type.Object({ reason: Reason }, { additionalProperties: false }),
    reply: Type.Object({ id: Id }),
    run: async (ctx, { params, body }) => {
      await withdrawJudgement(ctx, params.id, body.reason)
      return { id: params.id }
    },
  }),
]

function doubtView(
  d: Doubt,
  known: (
    id: string,
  ) => { regionCode: string | null; legalRepresentative: string | null; address: string | null } | undefined,
) {
  const { clue } = d
  return {
    id: d.id,
    reason: d.reason,
    createdAt: d.createdAt.toISOString(),
    kind: d.kind,
    batchId: d.batchId,
    table: d.tableNumber,
    rowNumber: d.rowNumber,
    leftId: d.leftId,
    row: {
      name: clue.name,
      identifiers: clue.identifiers,
      region: clue.regionCode,
      legalRepresentative: clue.legalRepresentative,
      address: clue.address,
    },
    candidates: d.candidates.map((c) => candidateView(c, known(c.entityId))),
  }
}

const candidateView = (
  c: Candidate,
  subject:
    | { regionCode: string | null; legalRepresentative: string | null; address: string | null }
    | undefined,
) => ({
  subjectId: c.subjectId,
  entityId: c.entityId,
  name: c.name,
  region: subject?.regionCode ?? null,
  legalRepresentative: subject?.legalRepresentative ?? null,
  address: subject?.address ?? null,
  score: c.score,
  evidence: c.evidence.map((e) => ({ ...e, title: evidenceTitles[e.feature] })),
})
