import { Type } from '@sinclair/typebox'
import { dayOf } from '../../kernel/clock.ts'
import { route } from '../../kernel/route.ts'
import { packSet } from './actions/pack-set.ts'
import { problem } from './problems.ts'
import type { Pack } from './schema.ts'

const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'Civil day, YYYY-MM-DD.' })
const name = Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' })
const Head = Type.Object({
  area: Type.String(),
  code: Type.String({ description: '<area>/<name>' }),
  version: Type.String(),
  title: Type.Unknown({ description: 'Texts by language.' }),
  validFrom: Type.String(),
  validTo: Type.Union([Type.String(), Type.Null()], { description: 'Last day in force.' }),
  sha256: Type.String({ description: 'Of the file the pack was loaded from.' }),
})

const headOf = ({ content, ...head }: Pack) => ({
  ...head,
  title: (content as { title?: unknown } | null)?.title ?? null,
})

export const routes = [
  route('GET /v1/policy/packs', {
    face: 'public',
    access: 'public',
    summary: 'Policy packs: the law and the standards as dated data',
    query: Type.Object({
      area: Type.Optional(name),
      day: Type.Optional(day),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      cursor: Type.Optional(Type.String({ pattern: '^\\d{1,6}$' })),
    }),
    transaction: 'read',
    reply: Type.Object({ items: Type.Array(Head), next: Type.Union([Type.String(), Type.Null()]) }),
    run: async (ctx, { query }) => {
      const packs = await packSet(ctx)
      const areas = query.area === undefined ? packs.areas() : [query.area]
      const found = areas.flatMap((area) =>
        query.day === undefined ? packs.all(area) : packs.inForce(area, query.day),
      )
      const start = Number(query.cursor ?? 0)
      const end = start + (query.limit ?? 100)
      return { items: found.slice(start, end).map(headOf), next: end < found.length ? String(end) : null }
    },
  }),
  route('GET /v1/policy/packs/:area/:code', {
    face: 'public',
    access: 'public',
    summary: 'One policy pack as it was in force on a day',
    params: Type.Object({ area: name, code: name }),
    query: Type.Object({ day: Type.Optional(day) }),
    transaction: 'read',
    reply: Type.Composite([Head, Type.Object({ content: Type.Unknown() })]),
    run: async (ctx, { params, query }) => {
      const packs = await packSet(ctx)
      const found = packs
        .inForce(params.area, query.day ?? dayOf(ctx.now))
        .find(({ code }) => code === `${params.area}/${params.code}`)
      if (found === undefined) throw problem.packUnknown({ area: params.area, code: params.code })
      return { ...headOf(found), content: found.content }
    },
  }),
]
