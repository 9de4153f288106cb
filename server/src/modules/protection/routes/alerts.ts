import { Type } from '@sinclair/typebox'
import { route } from '../../../kernel/route.ts'
import { answerAlert, listAlerts } from '../actions/answer-alert.ts'
import { closed, Done, Id, Next, Paged, Words } from '../schema.ts'

const Maybe = Type.Union([Type.String(), Type.Null()])

export const alertRoutes = [
  route('GET /v1/alerts', {
    face: 'staff',
    access: 'alerts:read',
    summary: 'Alerts about unusual behaviour, newest first: those that are not closed, or all.',
    query: Type.Object({ ...Paged, all: Type.Optional(Type.Boolean()) }),
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          rule: Type.String(),
          ruleVersion: Type.String(),
          severity: Type.String(),
          actor: Type.String(),
          hour: Type.String(),
          figures: Type.Record(Type.String(), Type.Number()),
          wasPaused: Type.Boolean(),
          raisedAt: Type.String(),
          acknowledgedBy: Maybe,
          acknowledgedAt: Maybe,
          closedBy: Maybe,
          closedAt: Maybe,
          closeReason: Maybe,
        }),
      ),
      next: Next,
    }),
    run: (ctx, { query }) => listAlerts(ctx, query),
  }),
  route('POST /v1/alerts/:id/acknowledgement', {
    face: 'staff',
    access: 'alerts:write',
    summary: 'Take an alert on.',
    params: Type.Object({ id: Id }),
    reply: Done,
    run: async (ctx, { params }) => {
      await answerAlert(ctx, params.id, { kind: 'acknowledge' })
      return { done: true }
    },
  }),
  route('POST /v1/alerts/:id/closure', {
    face: 'staff',
    access: 'alerts:write',
    summary: 'Close an alert that was taken on, with a reason.',
    params: Type.Object({ id: Id }),
    body: Type.Object({ reason: Words(2_000) }, closed),
    reply: Done,
    run: async (ctx, { params, body }) => {
      await answerAlert(ctx, params.id, { kind: 'close', reason: body.reason })
      return { done: true }
    },
  }),
]
