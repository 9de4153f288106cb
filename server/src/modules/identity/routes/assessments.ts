import { Type } from '@sinclair/typebox'
import { route } from '../../../kernel/route.ts'
import { decideAssessment } from '../actions/decide-assessment.ts'
import { listAssessments } from '../actions/list-assessments.ts'
import { submitAssessment } from '../actions/submit-assessment.ts'
import { Id } from '../schema.ts'

const closed = { additionalProperties: false }
const Words = (maxLength: number) => Type.String({ minLength: 2, maxLength })
const Degree = Type.Integer({ minimum: 1, maximum: 5 })
const Maybe = Type.Union([Type.String(), Type.Null()])
const Risk = Type.Object(
  { risk: Words(500), likelihood: Degree, severity: Degree, measure: Words(500) },
  closed,
)
const content = {
  necessity: Words(2_000),
  isSensitive: Type.Boolean(),
  risks: Type.Array(Risk, { minItems: 1, maxItems: 30 }),
  conclusion: Words(2_000),
}

export const assessmentRoutes = [
  route('GET /v1/assessments', {
    face: 'staff',
    access: 'assessments:read',
    summary: 'Impact assessments of grants of the bodies one sees, newest first.',
    query: Type.Object({
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
      cursor: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
    }),
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          grantId: Type.String(),
          author: Type.String(),
          createdAt: Type.String(),
          ...content,
          state: Type.String(),
          decidedBy: Maybe,
          decidedAt: Maybe,
          reason: Maybe,
        }),
      ),
      next: Type.Union([Type.Integer(), Type.Null()]),
    }),
    run: (ctx, { query }) => listAssessments(ctx, query.cursor, query.limit),
  }),
  route('POST /v1/grants/:id/assessments', {
    face: 'staff',
    access: 'assessments:write',
    summary:
      'Hand in an impact assessment for a grant: why it is needed, what may go wrong, what is done about it.',
    status: 201,
    params: Type.Object({ id: Id }),
    body: Type.Object(content, closed),
    reply: Type.Object({ id: Type.String() }),
    run: (ctx, { params, body }) => submitAssessment(ctx, params.id, body),
  }),
  route('POST /v1/assessments/:id/decision', {
    face: 'staff',
    access: 'assessments:approve',
    recent: true,
    summary: 'Approve or refuse an impact assessment of somebody else.',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      { outcome: Type.Union([Type.Literal('approved'), Type.Literal('refused')]), reason: Words(1_000) },
      closed,
    ),
    reply: Type.Object({ done: Type.Boolean() }),
    run: async (ctx, { params, body }) => {
      await decideAssessment(ctx, params.id, body)
      return { done: true }
    },
  }),
]
