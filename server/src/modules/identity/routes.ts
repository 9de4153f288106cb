import { Type } from '@sinclair/typebox'
import { route } from '../../kernel/route.ts'
import { assessmentRoutes } from './routes/assessments.ts'
import { clientRoutes } from './routes/clients.ts'
import { factorRoutes } from './routes/factors.ts'
import { noticeRoutes } from './routes/notice.ts'
import { peopleRoutes } from './routes/people.ts'
import { sessionRoutes } from './routes/session.ts'
import { subjectRoutes } from './routes/subjects.ts'
import { allPermissions } from './rules/permissions.ts'

export const routes = [
  route('GET /v1/me', {
    face: 'public',
    access: 'public',
    summary: 'Who this request acts as, and what that may do.',
    transaction: 'none',
    reply: Type.Object({
      id: Type.String(),
      orgId: Type.Union([Type.String(), Type.Null()]),
      permissions: Type.Array(Type.String()),
      localOperator: Type.Boolean(),
    }),
    run: async ({ actor }) => ({
      id: actor.id,
      orgId: actor.orgId,
      permissions: allPermissions.filter((p) => actor.may(p)),
      localOperator: actor.id === 'local-operator',
    }),
  }),
  ...sessionRoutes,
  ...subjectRoutes,
  ...factorRoutes,
  ...peopleRoutes,
  ...clientRoutes,
  ...assessmentRoutes,
  ...noticeRoutes,
]
