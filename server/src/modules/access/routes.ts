import { Type } from '@sinclair/typebox'
import { route } from '../../kernel/route.ts'
import { organisationsOf } from '../identity/index.ts'
import { problem } from './problems.ts'
import { purposes } from './schema.ts'
import { entriesOf } from './store.ts'

const Words = Type.Object({ 'zh-CN': Type.String(), 'zh-Hant': Type.String(), en: Type.String() })
const text = Type.Union([Type.String(), Type.Null()])

export const routes = [
  route('GET /v1/subjects/:id/accesses', {
    face: 'staff',
    access: 'accesses:read',
    summary: 'Who looked at a subject’s file: body, purpose and time, never the officer.',
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    query: Type.Object({
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
      cursor: Type.Optional(Type.String({ maxLength: 20 })),
    }),
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          at: Type.String(),
          body: Type.Object({ id: text, title: text }),
          purpose: Type.Object({ code: Type.String(), title: Words }),
          classes: Type.Array(Type.String()),
          kind: Type.String({ description: '`view`: masked; `unmask`: one value in clear.' }),
        }),
      ),
      next: text,
    }),
    run: async (ctx, { params, query }) => {
      if (query.cursor !== undefined && !/^\d{1,15}$/.test(query.cursor)) throw problem.cursorInvalid()
      const limit = query.limit ?? 20
      const before = query.cursor === undefined ? null : Number(query.cursor)
      const entries = await entriesOf(ctx, params.id, { before, limit: limit + 1 })
      const shown = entries.slice(0, limit)
      const bodies = await organisationsOf(ctx, [...new Set(shown.flatMap((e) => e.orgId ?? []))])
      return {
        items: shown.map((e) => ({
          at: e.at.toISOString(),
          body: { id: e.orgId, title: bodies.get(e.orgId ?? '')?.title ?? e.orgId },
          purpose: { code: e.purpose, title: purposes[e.purpose]! },
          classes: e.classes,
          kind: e.kind,
        })),
        next: entries.length > limit ? String(shown.at(-1)!.seq) : null,
      }
    },
  }),
]
