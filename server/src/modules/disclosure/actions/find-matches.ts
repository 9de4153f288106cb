import { isSubsequence, nameKey } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import { findIdentifiers } from '../../subjects/index.ts'
import { type Cursor, writeCursor } from '../rules/search-cursor.ts'
import type { SearchQuery } from '../rules/search-query.ts'
import {
  type Filters,
  findByGrams,
  findByPrefix,
  findHits,
  findInWindow,
  findSome,
  type Hit,
  type Position,
} from '../store/search.ts'
import { matchesAtMost } from './matches-at-most.ts'

/** Up to so many matches are all fetched and put in the best order; of more, those that lead come first and rank decides. */
const allMax = 200
const leadingMax = 60
/** So many names that hold the characters in order are looked through when nothing else is found. */
const looseMax = 300
/** From so many expected matches on, names are read from the top of the ranking instead of from the gram index. */
const commonFrom = 3_000

type Page = { hits: Hit[]; next: string | null }

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
  const prefix = await findByPrefix(ctx, query.key, filters, leadingMax + 1)
  const isCommon = (await matchesAtMost(ctx, query.pairs)) >= commonFrom
  const some = isCommon ? null : await findSome(ctx, query.pairs, filters, allMax + 1)
  if (some !== null && some.length <= allMax)
    return few(ctx, query, filters, [...prefix, ...some], cursor, limit)
  return many(ctx, query, filters, prefix, cursor, limit)
}

async function identified(ctx: Ctx, query: SearchQuery, filters: Filters): Promise<Hit[]> {
  if (query.identifiers.length === 0) return []
  const known = await findIdentifiers(
    ctx,
    query.identifiers.map((i) => ctx.keys.identityOf(i.scheme, i.value)),
  )
  return findHits(ctx, [...new Set([...known.values()].map((k) => k.subjectId))], filters)
}

/** All matches are at hand: the best order, paged by place. */
async function few(
  ctx: Ctx,
  query: SearchQuery,
  filters: Filters,
  found: Hit[],
  cursor: Cursor,
  limit: number,
): Promise<Page> {
  const distinct = [...new Map(found.map((hit) => [hit.id, hit])).values()].filter((hit) =>
    contains(hit, query.key),
  )
  const all = distinct.length > 0 ? distinct : await loose(ctx, query, filters)
  const order = (hit: Hit) => (hit.nameKey === query.key ? 0 : hit.nameKey.startsWith(query.key) ? 1 : 2)
  all.sort(
    (a, b) =>
      order(a) - order(b) || a.nameKey.length - b.nameKey.length || b.rank - a.rank || (a.id < b.id ? -1 : 1),
  )
  const hits = all.slice(cursor.at, cursor.at + limit)
  return {
    hits,
    next: all.length > cursor.at + limit ? writeCursor({ at: cursor.at + limit, after: null }) : null,
  }
}

/** Too many matches to order: those that lead, then the rest by rank, paged by position. */
async function many(
  ctx: Ctx,
  query: SearchQuery,
  filters: Filters,
  prefix: Hit[],
  cursor: Cursor,
  limit: number,
): Promise<Page> {
  const leading = prefix.length > leadingMax ? prefix.filter((hit) => hit.nameKey === query.key) : prefix
  const hits = leading.slice(cursor.at, cursor.at + limit)
  const ids = new Set(leading.map((hit) => hit.id))
  const at = Math.min(leading.length, cursor.at + limit)
  if (hits.length === limit && at < leading.length)
    return { hits, next: writeCursor({ at, after: cursor.after }) }
  const wanted = limit - hits.length
  const ranked = (await byRank(ctx, query, filters, cursor.after, wanted + leading.length + 1)).filter(
    (hit) => !ids.has(hit.id) && contains(hit, query.key),
  )
  const rest = ranked.slice(0, wanted)
  const last = rest.at(-1)
  const after = last ? { rank: last.rank, id: last.id } : cursor.after
  return { hits: [...hits, ...rest], next: ranked.length > wanted ? writeCursor({ at, after }) : null }
}

async function byRank(
  ctx: Ctx,
  query: SearchQuery,
  filters: Filters,
  after: Position | null,
  wanted: number,
): Promise<Hit[]> {
  const near = await findInWindow(ctx, query.key, filters, after, wanted)
  return near.length === wanted ? near : findByGrams(ctx, query.pairs, filters, after, wanted)
}

async function loose(ctx: Ctx, query: SearchQuery, filters: Filters): Promise<Hit[]> {
  if (query.singles.length < 2) return []
  const hits = await findSome(ctx, query.singles, filters, looseMax)
  return hits.filter(
    (hit) =>
      isSubsequence(query.short, hit.nameKey) ||
      hit.formerNames.some((name) => isSubsequence(query.short, nameKey(name))),
  )
}

const contains = (hit: Hit, key: string) =>
  hit.nameKey.includes(key) || hit.formerNames.some((name) => nameKey(name).includes(key))
