import { Type } from '@sinclair/typebox'
import { route } from '../../../kernel/route.ts'
import { liftHold, setHold, showHolds } from '../actions/set-hold.ts'
import { closed, Done, Id, Next, Paged, Words } from '../schema.ts'

const Maybe = Type.Union([Type.String(), Type.Null()])

export const holdRoutes = [
  route('GET /v1/holds', {
    face: 'staff',
    access: 'holds:read',
    summary: 'Legal holds, newest first, also those lifted.',
    query: Type.Object(Paged),
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          subjectId: Maybe,
          recordId: Maybe,
          reason: Type.String(),
          setBy: Type.String(),
          setAt: Type.String(),
          liftedBy: Maybe,
          liftedAt: Maybe,
          liftReason: Maybe,
        }),
      ),
      next: Next,
    }),
    run: (ctx, { query }) => showHolds(ctx, query.cursor, query.limit),
  }),
  route('POST /v1/holds', {
    face: 'staff',
    access: 'holds:write',
    recent: true,
    summary: 'Set a hold on a subject or a record: its age ends nothing of it while the hold stands.',
    status: 201,
    body: Type.Object(
      { subjectId: Type.Optional(Id), recordId: Type.Optional(Id), reason: Words(1_000) },
      closed,
    ),
    reply: Type.Object({ id: Type.String() }),
    run: (ctx, { body }) => setHold(ctx, body),
  }),
  route('POST /v1/holds/:id/lifting', {
    face: 'staff',
    access: 'holds:write',
    recent: true,
    summary: 'Lift a hold, with a reason.',
    params: Type.Object({ id: Id }),
    body: Type.Object({ reason: Words(1_000) }, closed),
    reply: Done,
    run: async (ctx, { params, body }) => {
      await liftHold(ctx, params.id, body.reason)
      return { done: true }
    },
  }),
]
