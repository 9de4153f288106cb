import { Type } from '@sinclair/typebox'
import { httpProblem } from '../../kernel/http/index.ts'
import { route } from '../../kernel/route.ts'
import { receiveBatch } from './actions/receive-batch.ts'
import { problem } from './problems.ts'

const Received = Type.Object({
  id: Type.String({ format: 'uuid' }),
  status: Type.String(),
  duplicateOf: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], {
    description: 'An earlier batch of the same provider with the same bytes.',
  }),
  sha256: Type.String(),
  size: Type.Integer(),
})

/** Fields that may stand beside a file. */
const known = new Set(['kind', 'provider', 'receivedOn'])

export const routes = [
  route('POST /v1/batches', {
    face: 'staff',
    access: 'batches:write',
    summary:
      'Send a file (multipart, or the raw body) or rows as JSON; filing follows, ask GET /v1/batches/{id}.',
    upload: true,
    status: 202,
    transaction: 'none',
    query: Type.Object({
      kind: Type.Optional(Type.String({ maxLength: 64 })),
      provider: Type.Optional(Type.String({ maxLength: 64 })),
      receivedOn: Type.Optional(Type.String({ maxLength: 10 })),
      filename: Type.Optional(Type.String({ maxLength: 255 })),
    }),
    reply: Received,
    run: async (ctx, { query, upload, headers }) => {
      if (!upload) throw problem.fileMissing()
      const { fields } = upload
      const unknown = Object.keys(fields).find((name) => !known.has(name))
      if (unknown !== undefined)
        throw httpProblem.fieldUnknown({ found: unknown.slice(0, 60), expected: [...known] })
      const receipt = {
        kind: query.kind ?? (fields.kind || undefined),
        provider: query.provider ?? (fields.provider || undefined),
        receivedOn: query.receivedOn ?? (fields.receivedOn || undefined),
        filename: query.filename ?? upload.filename,
        contentType: upload.contentType,
        idempotencyKey: headers['idempotency-key'],
      }
      const batch = await receiveBatch(ctx, upload.stream, receipt, upload.bytesMax)
      return {
        id: batch.id,
        status: batch.status,
        duplicateOf: batch.duplicateOf,
        sha256: batch.sha256,
        size: batch.size,
      }
    },
  }),
]
