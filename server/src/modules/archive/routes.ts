import { Type } from '@sinclair/typebox'
import type { Ctx } from '../../kernel/context.ts'
import { FileReply, route } from '../../kernel/route.ts'
import { accessesOf, purposes } from '../access/index.ts'
import { scopeOf } from '../identity/index.ts'
import { listBatches } from '../intake/index.ts'
import { findSubjects, liftHold, placeHold, verifyErasure } from '../subjects/index.ts'
import { batchReceipt } from './actions/batch-receipt.ts'
import { batchView, batchViews } from './actions/batch-view.ts'
import { eraseSubject } from './actions/erase-subject.ts'
import { errorFile } from './actions/error-file.ts'
import { findingView, listRows } from './actions/list-rows.ts'
import { originalOf } from './actions/original-of.ts'
import { ownFile } from './actions/own-file.ts'
import { pushRecord } from './actions/push-record.ts'
import { recordProvenance } from './actions/record-provenance.ts'
import { unmaskField } from './actions/unmask-field.ts'
import { problem } from './problems.ts'
import {
  AccessView,
  BatchView,
  FindingView,
  OwnFile,
  RecordVersion,
  RowView,
  VerdictName,
} from './replies.ts'

const Id = Type.String({ format: 'uuid' })
const text = Type.Union([Type.String(), Type.Null()])
const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 }))
const Cursor = Type.Optional(Type.String({ maxLength: 40 }))
const Purpose = Type.Union(Object.keys(purposes).map((code) => Type.Literal(code)))
const Reason = Type.String({ minLength: 4, maxLength: 500 })
const Language = Type.Optional(
  Type.Union([Type.Literal('zh-CN'), Type.Literal('zh-Hant'), Type.Literal('en')]),
)

export const routes = [
  route('GET /v1/batches', {
    face: 'staff',
    access: 'batches:read',
    summary: 'Received files, newest first.',
    query: Type.Object({ limit: Limit, cursor: Cursor }),
    reply: Type.Object({ items: Type.Array(BatchView), next: Type.Union([Type.String(), Type.Null()]) }),
    run: async (ctx, { query }) => {
      const limit = query.limit ?? 20
      if (query.cursor !== undefined && !/^\d{1,15}$/.test(query.cursor)) throw problem.cursorInvalid()
      const batches = await listBatches(ctx, {
        before: query.cursor === undefined ? null : Number(query.cursor),
        limit: limit + 1,
        scope: scopeOf(ctx.actor),
      })
      return {
        items: await batchViews(ctx, batches.slice(0, limit), false),
        next: batches.length > limit ? String(batches[limit - 1]!.seq) : null,
      }
    },
  }),
  route('GET /v1/batches/:id', {
    face: 'staff',
    access: 'batches:read',
    summary: 'A received file: how it was understood, what became of its rows, what was found.',
    params: Type.Object({ id: Id }),
    reply: BatchView,
    run: (ctx, { params }) => batchView(ctx, params.id),
  }),
  route('GET /v1/batches/:id/original', {
    face: 'staff',
    access: 'batches:read',
    summary:
      'The received file, unchanged, for staff of the body that sent it; of a pushed record the fields, with numbers and names masked.',
    params: Type.Object({ id: Id }),
    reply: Type.Any(),
    run: (ctx, { params }) => originalOf(ctx, params.id),
  }),
  route('GET /v1/batches/:id/receipt', {
    face: 'staff',
    access: 'batches:read',
    summary:
      'Receipt (.tlog-proof) of a filed batch, or of one row of it, to be checked without this server.',
    params: Type.Object({ id: Id }),
    query: Type.Object({
      table: Type.Optional(Type.Integer({ minimum: 0, maximum: 32_000 })),
      row: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
    }),
    transaction: 'read',
    reply: Type.Any(),
    run: async (ctx, { params, query }) => {
      const row = query.row === undefined ? null : { table: query.table ?? 0, number: query.row }
      const name = `${params.id}${row === null ? '' : `-${row.table}-${row.number}`}.tlog-proof`
      return new FileReply('text/plain; charset=utf-8', name, await batchReceipt(ctx, params.id, row))
    },
  }),
  route('GET /v1/batches/:id/rows', {
    face: 'staff',
    access: 'batches:read',
    summary: 'Rows of a received file with their fate and the reasons.',
    params: Type.Object({ id: Id }),
    query: Type.Object({
      verdict: Type.Optional(VerdictName),
      table: Type.Optional(Type.Integer({ minimum: 0, maximum: 32_000 })),
      limit: Limit,
      cursor: Cursor,
    }),
    reply: Type.Object({ items: Type.Array(RowView), next: Type.Union([Type.String(), Type.Null()]) }),
    run: (ctx, { params, query }) =>
      listRows(ctx, params.id, {
        verdict: query.verdict,
        table: query.table ?? null,
        cursor: query.cursor,
        limit: query.limit ?? 20,
      }),
  }),
  route('GET /v1/batches/:id/errors', {
    face: 'staff',
    access: 'batches:read',
    summary: 'Rows to correct, in the format they were sent in; resubmit the corrected file.',
    params: Type.Object({ id: Id }),
    query: Type.Object({
      table: Type.Optional(Type.Integer({ minimum: 0, maximum: 32_000 })),
      lang: Language,
    }),
    reply: Type.Any(),
    run: (ctx, { params, query }) => errorFile(ctx, params.id, query.table ?? null, query.lang ?? 'zh-CN'),
  }),
  route('GET /v1/own/file', {
    face: 'member',
    access: 'own',
    summary: 'The file of the subject one signed in as: every record, with who sent it.',
    reply: OwnFile,
    run: (ctx) => ownFile(ctx),
  }),
  route('POST /v1/records', {
    face: 'partner',
    access: 'records:write',
    summary: 'Push one record; the answer says what became of it.',
    status: 201,
    transaction: 'none',
    body: Type.Object(
      {
        kind: Type.String({ maxLength: 64 }),
        provider: Type.Optional(Type.String({ maxLength: 64 })),
        values: Type.Record(Type.String({ maxLength: 128 }), Type.String({ maxLength: 20_000 }), {
          maxProperties: 400,
          minProperties: 1,
        }),
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({
      batchId: Id,
      verdict: VerdictName,
      recordId: Type.Union([Id, Type.Null()]),
      subjectId: Type.Union([Id, Type.Null()]),
      findings: Type.Array(FindingView),
    }),
    run: async (ctx, { body, headers }) => {
      const receipt = {
        kind: body.kind,
        ...(body.provider === undefined ? {} : { provider: body.provider }),
        ...(headers['idempotency-key'] === undefined ? {} : { idempotencyKey: headers['idempotency-key'] }),
      }
      const { table, findings, ...pushed } = await pushRecord(ctx, { receipt, values: body.values })
      const items = new Map(table?.item ? [[table.item.kind, table.item]] : [])
      return { ...pushed, findings: findings.map((f) => findingView(f, table?.record, items, body.kind, 1)) }
    },
  }),
  route('GET /v1/archive/subjects/:id/records/:recordId', {
    face: 'staff',
    access: 'archive:read',
    summary: 'Where a record comes from: versions, batch, row, the cells as sent and what was corrected.',
    transaction: 'write',
    params: Type.Object({ id: Id, recordId: Id }),
    query: Type.Object({ purpose: Type.Optional(Purpose) }),
    reply: Type.Object({
      versions: Type.Array(RecordVersion),
      provenance: Type.Object({
        batchId: Id,
        filename: Type.Union([Type.String(), Type.Null()]),
        sha256: Type.Union([Type.String(), Type.Null()]),
        receivedAt: Type.Union([Type.String(), Type.Null()]),
        table: Type.Union([Type.String(), Type.Null()]),
        rowNumber: Type.Integer(),
        cells: Type.Array(
          Type.Object({ header: Type.String(), value: Type.Union([Type.String(), Type.Null()]) }),
        ),
        corrections: Type.Array(FindingView),
      }),
    }),
    run: (ctx, { params, query }) =>
      recordProvenance(ctx, params.id, params.recordId, query.purpose ?? 'case-work'),
  }),
  route('POST /v1/unmask', {
    face: 'staff',
    access: 'persons:unmask',
    summary: 'One value of one record in clear: counted, noted for the subject, with a leaf in the audit.',
    body: Type.Object(
      {
        subjectId: Id,
        recordId: Id,
        field: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$' }),
        purpose: Purpose,
        reason: Reason,
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({
      field: Type.String(),
      value: Type.Union([Type.String(), Type.Array(Type.String())]),
    }),
    run: (ctx, { body }) => unmaskField(ctx, body),
  }),
  route('GET /v1/subjects/:id/accesses', {
    face: 'staff',
    access: 'accesses:read',
    summary: 'Who looked at a subject’s file: body, purpose and time, never the officer.',
    params: Type.Object({ id: Id }),
    query: Type.Object({ limit: Limit, cursor: Cursor }),
    reply: Type.Object({ items: Type.Array(AccessView), next: text }),
    run: async (ctx, { params, query }) => {
      requireEverywhere(ctx, params.id)
      if ((await findSubjects(ctx, [params.id])).length === 0) throw problem.subjectUnknown({ id: params.id })
      return accessesOf(ctx, params.id, { limit: query.limit ?? 20, cursor: query.cursor })
    },
  }),
  route('POST /v1/subjects/:id/erasure', {
    face: 'staff',
    access: 'persons:erase',
    summary: 'Erase a natural person: records, names, numbers, and then the keys that would open any copy.',
    status: 202,
    params: Type.Object({ id: Id }),
    body: Type.Object({ reason: Reason }, { additionalProperties: false }),
    reply: Type.Object({ id: Id }),
    run: async (ctx, { params, body }) => {
      requireEverywhere(ctx, params.id)
      await eraseSubject(ctx, params.id, body.reason)
      return { id: params.id }
    },
  }),
  route('GET /v1/subjects/:id/erasure', {
    face: 'staff',
    access: 'persons:erase',
    summary: 'The proof of an erasure: its audit leaf, and whether the keys are gone.',
    params: Type.Object({ id: Id }),
    reply: Type.Object({
      subjectId: Id,
      at: Type.String(),
      reason: Type.String(),
      keysGoneAt: text,
      digest: Type.String(),
      leaf: Type.Union([Type.Integer(), Type.Null()]),
      isSound: Type.Boolean(),
    }),
    run: (ctx, { params }) => {
      requireEverywhere(ctx, params.id)
      return verifyErasure(ctx, params.id)
    },
  }),
  route('POST /v1/subjects/:id/hold', {
    face: 'staff',
    access: 'persons:hold',
    summary: 'Keep a subject from being erased, until a day or until the hold is lifted.',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      { reason: Reason, until: Type.Optional(Type.String({ format: 'date' })) },
      { additionalProperties: false },
    ),
    reply: Type.Object({ id: Id }),
    run: async (ctx, { params, body }) => {
      requireEverywhere(ctx, params.id)
      await placeHold(ctx, params.id, body.reason, body.until ?? null)
      return { id: params.id }
    },
  }),
  route('POST /v1/subjects/:id/hold/withdrawal', {
    face: 'staff',
    access: 'persons:hold',
    summary: 'Lift the hold on a subject.',
    params: Type.Object({ id: Id }),
    body: Type.Object({ reason: Reason }, { additionalProperties: false }),
    reply: Type.Object({ id: Id }),
    run: async (ctx, { params, body }) => {
      requireEverywhere(ctx, params.id)
      await liftHold(ctx, params.id, body.reason)
      return { id: params.id }
    },
  }),
]

/** A subject's whole file is a matter of whoever is given it for all bodies; to others the subject is unknown. */
function requireEverywhere({ actor }: Pick<Ctx, 'actor'>, id: string): void {
  const scope = scopeOf(actor)
  if (scope !== null && !scope.some(({ bodies }) => bodies === null)) throw problem.subjectUnknown({ id })
}
