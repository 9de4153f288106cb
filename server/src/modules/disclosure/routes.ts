import { Type } from '@sinclair/typebox'
import type { Ctx } from '../../kernel/context.ts'
import { FileReply, route } from '../../kernel/route.ts'
import { industryTitle, regionTitle } from '../catalog/index.ts'
import { packSet } from '../policy/index.ts'
import { figures } from './actions/figures.ts'
import { pageReceipt } from './actions/page-receipt.ts'
import { presentPage } from './actions/present-page.ts'
import { readPage } from './actions/read-page.ts'
import { type Found, searchSubjects } from './actions/search-subjects.ts'
import { FiguresView, HitView, PageView, SuggestionView } from './replies.ts'
import type { Filters } from './schema.ts'

const Query = Type.String({
  minLength: 1,
  maxLength: 100,
  description: 'Part of a name, a former name, a unified code or another public identifier.',
})

export const routes = [
  route('GET /v1/search', {
    face: 'public',
    access: 'public',
    summary: 'Search subjects by name or public identifier.',
    transaction: 'none',
    query: Type.Object({
      q: Query,
      region: Type.Optional(
        Type.String({
          pattern: '^\\d{6}$',
          description: 'Region code; a province or city includes its parts.',
        }),
      ),
      industry: Type.Optional(Type.String({ pattern: '^[A-T]\\d{0,4}$' })),
      kind: Type.Optional(Type.String({ maxLength: 40 })),
      grade: Type.Optional(Type.String({ pattern: '^[A-D]$' })),
      hasPenalty: Type.Optional(Type.Boolean()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
      cursor: Type.Optional(Type.String({ maxLength: 80 })),
    }),
    reply: Type.Object({
      items: Type.Array(HitView),
      next: Type.Union([Type.String(), Type.Null()]),
      more: Type.Boolean(),
    }),
    run: async (ctx, { query }) => {
      const found = await searchSubjects(ctx, query.q, filtersOf(query), {
        cursor: query.cursor,
        limit: query.limit ?? 20,
      })
      return { items: await hitViews(ctx, found), next: found.next, more: found.next !== null }
    },
  }),
  route('GET /v1/suggest', {
    face: 'public',
    access: 'public',
    summary: 'Up to eight names for what is being typed.',
    transaction: 'none',
    query: Type.Object({ q: Query }),
    reply: Type.Object({ items: Type.Array(SuggestionView) }),
    run: async (ctx, { query }) => {
      const found = await searchSubjects(ctx, query.q, noFilters, { cursor: undefined, limit: 8 })
      return { items: found.hits.map((h) => ({ id: h.id, name: h.name, marks: h.marks, uscc: h.uscc })) }
    },
  }),
  route('GET /v1/subjects/:id/receipt', {
    face: 'public',
    access: 'public',
    summary: 'Receipt (.tlog-proof) of a public page as it stands, to be checked without this server.',
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    reply: Type.Any(),
    run: async (ctx, { params }) =>
      new FileReply(
        'text/plain; charset=utf-8',
        `${params.id}.tlog-proof`,
        await pageReceipt(ctx, params.id),
      ),
  }),
  route('GET /v1/subjects/:id', {
    face: 'public',
    access: 'public',
    summary: 'The public page of a subject, of today or as of any day and as known at any instant.',
    transaction: 'none',
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    query: Type.Object({
      asOf: Type.Optional(Type.String({ maxLength: 10, description: 'Civil day, YYYY-MM-DD.' })),
      knownAt: Type.Optional(
        Type.String({
          maxLength: 35,
          description: 'Instant (ISO 8601) or day: what the platform knew then.',
        }),
      ),
    }),
    reply: PageView,
    run: async (ctx, { params, query }) =>
      presentPage(
        ctx,
        params.id,
        await readPage(ctx, params.id, { asOf: query.asOf, knownAt: query.knownAt }),
      ),
  }),
  route('GET /v1/stats', {
    face: 'public',
    access: 'public',
    summary: 'How much is shown to everybody, counted every half minute.',
    transaction: 'none',
    reply: FiguresView,
    run: async (ctx) => ({ ...(await figures(ctx)), asOf: ctx.now.toISOString() }),
  }),
]

const noFilters: Filters = { region: null, industry: null, kind: null, grade: null, hasPenalty: null }

type Asked = { region?: string; industry?: string; kind?: string; grade?: string; hasPenalty?: boolean }
const filtersOf = (q: Asked): Filters => ({
  region: q.region === undefined ? null : `${q.region.replace(/(00){1,2}$/, '')}%`,
  industry: q.industry === undefined ? null : `${q.industry}%`,
  kind: q.kind ?? null,
  grade: q.grade ?? null,
  hasPenalty: q.hasPenalty ?? null,
})

async function hitViews(ctx: Ctx, found: Found) {
  const packs = await packSet(ctx)
  return found.hits.map((h) => ({
    id: h.id,
    name: h.name,
    marks: h.marks,
    matchedFormerName: h.matchedFormerName,
    uscc: h.uscc,
    kind: h.kind,
    region:
      h.regionCode === null
        ? null
        : { code: h.regionCode, title: regionTitle(packs, h.regionCode) ?? h.regionCode },
    industry:
      h.industryCode === null
        ? null
        : { code: h.industryCode, title: industryTitle(packs, h.industryCode) ?? h.industryCode },
    grade: h.grade,
    counts: h.counts,
  }))
}
