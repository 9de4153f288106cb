import { Type } from '@sinclair/typebox'
import { route } from '../../../kernel/route.ts'
import { listIncidents } from '../actions/list-incidents.ts'
import { openIncident } from '../actions/open-incident.ts'
import { takeIncidentStep } from '../actions/take-incident-step.ts'
import { incidentSteps } from '../rules/incident-moves.ts'
import { Code, closed, Done, Id, Next, Paged, Words } from '../schema.ts'

const Maybe = Type.Union([Type.String(), Type.Null()])
const Whether = Type.Union([Type.Boolean(), Type.Null()])

export const incidentRoutes = [
  route('GET /v1/incidents', {
    face: 'staff',
    access: 'incidents:read',
    summary: 'Incidents, newest first, with what is late; or those alone for which something is.',
    query: Type.Object({ ...Paged, overdue: Type.Optional(Type.Boolean()) }),
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          title: Type.String(),
          account: Type.String(),
          severity: Type.String(),
          state: Type.String(),
          people: Type.Union([Type.Integer(), Type.Null()]),
          detectedAt: Type.String(),
          assessBy: Type.String(),
          reportBy: Maybe,
          tellBy: Maybe,
          assessedAt: Maybe,
          reportedAt: Maybe,
          toldAt: Maybe,
          closedAt: Maybe,
          reportNeeded: Whether,
          tellNeeded: Whether,
          overdue: Type.Array(Type.String()),
        }),
      ),
      next: Next,
    }),
    run: (ctx, { query }) => listIncidents(ctx, query),
  }),
  route('POST /v1/incidents', {
    face: 'staff',
    access: 'incidents:write',
    summary: 'Open an incident; its clocks run from when it was detected.',
    status: 201,
    body: Type.Object(
      {
        title: Words(200),
        account: Words(8_000),
        severity: Code,
        detectedAt: Type.String({ format: 'date-time', maxLength: 40 }),
      },
      closed,
    ),
    reply: Type.Object({ id: Type.String() }),
    run: (ctx, { body }) => openIncident(ctx, body),
  }),
  route('POST /v1/incidents/:id/steps', {
    face: 'staff',
    access: 'incidents:write',
    summary: 'Assess, report, tell, close or dismiss an incident; only what its state allows.',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      {
        step: Type.Union(incidentSteps.map((one) => Type.Literal(one))),
        note: Words(4_000),
        found: Type.Optional(
          Type.Object(
            {
              people: Type.Integer({ minimum: 0, maximum: 2_000_000_000 }),
              reportNeeded: Type.Boolean(),
              tellNeeded: Type.Boolean(),
            },
            closed,
          ),
        ),
      },
      closed,
    ),
    reply: Done,
    run: async (ctx, { params, body }) => {
      await takeIncidentStep(ctx, params.id, body)
      return { done: true }
    },
  }),
]
