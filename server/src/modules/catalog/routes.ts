import { Type } from '@sinclair/typebox'
import { dayOf } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import { FileReply, route } from '../../kernel/route.ts'
import { packSet } from '../policy/index.ts'
import { problem } from './problems.ts'
import { catalogItems } from './rules/catalog-items.ts'
import { codeTables } from './rules/code-tables.ts'
import { codeValuesFor } from './rules/code-values.ts'
import { headerTemplate } from './rules/header-template.ts'
import { CatalogItem, Texts } from './schema.ts'

const name = Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$' })
const day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'Civil day, YYYY-MM-DD; today when absent.',
})
const CodeTitle = Type.Composite([Type.Pick(Texts, ['zh-CN']), Type.Partial(Type.Omit(Texts, ['zh-CN']))])
const next = Type.Union([Type.String(), Type.Null()])

async function itemOf(ctx: Ctx, kind: string, on: string | undefined): Promise<CatalogItem> {
  const item = catalogItems(await packSet(ctx), on ?? dayOf(ctx.now)).get(kind)
  if (item === undefined) throw problem.kindUnknown({ kind })
  return item
}

export const routes = [
  route('GET /v1/catalog/kinds', {
    face: 'public',
    access: 'public',
    summary: 'Record kinds that may be collected',
    query: Type.Object({ day: Type.Optional(day) }),
    transaction: 'read',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          kind: Type.String(),
          title: Texts,
          category: Type.String(),
          nature: Type.String(),
          openness: Type.String(),
          standard: next,
          version: Type.String(),
          fields: Type.Integer(),
        }),
      ),
    }),
    run: async (ctx, { query }) => {
      const items = catalogItems(await packSet(ctx), query.day ?? dayOf(ctx.now))
      return {
        items: [...items.values()].map((item) => ({
          kind: item.kind,
          title: item.title,
          category: item.category,
          nature: item.nature,
          openness: item.openness,
          standard: item.standard ?? null,
          version: item.version,
          fields: item.fields.length,
        })),
      }
    },
  }),
  route('GET /v1/catalog/kinds/:kind', {
    face: 'public',
    access: 'public',
    summary: 'One record kind: fields, checks, openness, legal basis',
    params: Type.Object({ kind: name }),
    query: Type.Object({ day: Type.Optional(day) }),
    transaction: 'read',
    reply: Type.Object(CatalogItem.properties, { description: 'See policy/catalog/schema.json.' }),
    run: (ctx, { params, query }) => itemOf(ctx, params.kind, query.day),
  }),
  route('GET /v1/catalog/kinds/:kind/template.csv', {
    face: 'public',
    access: 'public',
    summary: 'An empty file with the headers of a record kind',
    params: Type.Object({ kind: name }),
    transaction: 'read',
    reply: Type.Any(),
    run: async (ctx, { params }) => {
      const item = await itemOf(ctx, params.kind, undefined)
      return new FileReply('text/csv; charset=utf-8', `${item.kind}.csv`, headerTemplate(item))
    },
  }),
  route('GET /v1/codes/:table', {
    face: 'public',
    access: 'public',
    summary: 'Values of a code table: its top level, those below a parent, or those that contain a text',
    params: Type.Object({ table: name }),
    query: Type.Object({
      parent: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' })),
      q: Type.Optional(Type.String({ maxLength: 50 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      cursor: Type.Optional(Type.String({ pattern: '^\\d{1,6}$' })),
    }),
    transaction: 'read',
    reply: Type.Object({
      items: Type.Array(Type.Object({ code: Type.String(), title: CodeTitle, parent: next })),
      next,
    }),
    run: async (ctx, { params, query }) => {
      const table = codeTables(await packSet(ctx)).tables.get(params.table)
      if (table === undefined) throw problem.tableUnknown({ table: params.table })
      const found = codeValuesFor(table, query)
      const start = Number(query.cursor ?? 0)
      const end = start + (query.limit ?? 100)
      const items = found.slice(start, end).map(({ code, title, parent }) => ({ code, title, parent }))
      return { items, next: end < found.length ? String(end) : null }
    },
  }),
]
