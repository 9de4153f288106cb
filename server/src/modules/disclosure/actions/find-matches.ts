import type { Ctx } from '../../../kernel/context.ts'
import { findIdentifiers } from '../../subjects/index.ts'
import { type Cursor, writeCursor } from '../rules/search-cursor.ts'
import { facetsAsked } from '../rules/search-facets.ts'
import { looseGrams, type SearchPlan, searchPlan } from '../rules/search-plan.ts'
import { patternOf, type SearchQuery, spacedPatternOf } from '../rules/search-query.ts'
import type { Filters } from '../schema.ts'
import { findBeginning, findBest, findHits, type Hit } from '../store/search.ts'
import { findDown } from './find-down.ts'
import { weighGrams } from './weigh-grams.ts'

/** Of too many matches to order, names that begin with the query lead when they are so many at most. */
const leadingMax = 60
/** So many names that hold the characters in order are put in order when nothing else is found. */
const looseMax = 300

type Page = { hits: Hit[]; next: string | null }
type Asked = { query: SearchQuery; filters: Filters; cursor: Cursor; limit: number }

/** One page of matching hits as they are stored, best first, and where the next page begins. */
export async function findMatches(
  ctx: Ctx,
  query: SearchQuery,
  filters: Filters,
  cursor: Cursor,
  limit: number,
): Promise<Page> {
  const byIdentifier = await identified(ctx, query, filters)
  if (byIdentifier.length > 0 || query.pairs.length === 0)
    return { hits: byIdentifier.slice(0, limit), next: null }
  const asked = { query, filters, cursor, limit }
  const plan = searchPlan(query.pairs, facetsAsked(filters), await weighGrams(ctx))
  const page =
    plan.isRare && cursor.after === null ? await rare(ctx, asked, plan) : await many(ctx, asked, plan)
  return page.hits.length === 0 && cursor.after === null ? loose(ctx, asked) : page
}

async function identified(ctx: Ctx, query: SearchQuery, filters: Filters): Promise<Hit[]> {
  if (query.identifiers.length === 0) return []
  const known = await findIdentifiers(
    ctx,
    query.identifiers.map((i) => ctx.keys.identityOf(i.scheme, i.value)),
  )
  return findHits(ctx, [...new Set([...known.values()].map((k) => k.subjectId))], filters)
}

/** Few enough to order them all. */
async function rare(ctx: Ctx, { query, filters, cursor, limit }: Asked, plan: SearchPlan): Promise<Page> {
  const sought = { grams: plan.grams, pattern: patternOf(query.key), key: query.key, candidatesMax: null }
  return placed(await findBest(ctx, sought, filters, { at: cursor.at, limit: limit + 1 }), cursor, limit)
}

/** Names that hold the characters in order, with others between: short names. */
async function loose(ctx: Ctx, { query, filters, cursor, limit }: Asked): Promise<Page> {
  if (query.singles.length < 2) return { hits: [], next: null }
  const sought = {
    grams: looseGrams(query.singles, facetsAsked(filters), await weighGrams(ctx)),
    pattern: spacedPatternOf(query.short),
    hasGaps: true,
    key: query.key,
    candidatesMax: looseMax,
  }
  return placed(await findBest(ctx, sought, filters, { at: cursor.at, limit: limit + 1 }), cursor, limit)
}

const placed = (found: Hit[], { at }: Cursor, limit: number): Page => ({
  hits: found.slice(0, limit),
  next: found.length > limit ? writeCursor({ at: at + limit, after: null }) : null,
})

/** Too many matches to order: those that lead, then the rest by rank, paged by position. */
async function many(ctx: Ctx, { query, filters, cursor, limit }: Asked, plan: SearchPlan): Promise<Page> {
  const leading = await leadingHits(ctx, query.key, filters)
  const hits = leading.slice(cursor.at, cursor.at + limit)
  const ids = new Set(leading.map((hit) => hit.id))
  const at = Math.min(leading.length, cursor.at + limit)
  if (hits.length === limit && at < leading.length)
    return { hits, next: writeCursor({ at, after: cursor.after }) }
  const wanted = limit - hits.length
  const sought = { grams: plan.grams, pattern: patternOf(query.key) }
  const found = await findDown(ctx, sought, filters, cursor.after, {
    rowsMax: plan.rowsMax,
    limit: wanted + leading.length + 1,
  })
  const ranked = found.filter((hit) => !ids.has(hit.id))
  const rest = ranked.slice(0, wanted)
  const last = rest.at(-1)
  const after = last ? { rank: last.rank, id: last.id } : cursor.after
  return { hits: [...hits, ...rest], next: ranked.length > wanted ? writeCursor({ at, after }) : null }
}

/** Names that begin with the key when they are few, else those that equal it. */
async function leadingHits(ctx: Ctx, key: string, filters: Filters): Promise<Hit[]> {
  const beginning = await findBeginning(ctx, key, leadingMax + 1)
  const leading = beginning.length > leadingMax ? beginning.filter((one) => one.nameKey === key) : beginning
  if (leading.length === 0) return []
  const ids = leading.map((one) => one.id)
  const found = new Map((await findHits(ctx, ids, filters)).map((hit) => [hit.id, hit]))
  return ids.flatMap((id) => found.get(id) ?? [])
}
