import { isSubsequence, nameKey } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import { findIdentifiers } from '../../subjects/index.ts'
import { problem } from '../problems.ts'
import { type Cursor, readCursor, writeCursor } from '../rules/search-cursor.ts'
import { marksIn, readQuery, type SearchQuery } from '../rules/search-query.ts'
import { type Filters, findByGrams, findByPrefix, findHits, type Hit } from '../store/search.ts'
import { refreshHits } from './refresh-hits.ts'

export type Found = {
  hits: (Hit & { marks: [number, number][]; matchedFormerName: string | null })[]
  next: string | null
}

/** So many names that begin with the query are put first; when more do, rank alone decides. */
const leadingMax = 60
/** So many names that hold the characters in order are looked through when nothing else is found. */
const looseMax = 300

/**
 * Subjects whose name, former name or public identifier matches, best first: the exact name, names that begin with
 * the query, names that contain it, and at last names that hold its characters in order (short names). Only what may
 * be shown is ever in the index. Problems: queryTooShort, cursorInvalid.
 */
export async function searchSubjects(
  ctx: Ctx,
  text: string,
  filters: Filters,
  page: { cursor: string | undefined; limit: number },
): Promise<Found> {
  const query = readQuery(text)
  if (!query) throw problem.queryTooShort()
  const cursor = readCursor(page.cursor)
  if (cursor === null) throw problem.cursorInvalid()
  const byIdentifier = cursor.at === 0 && cursor.after === null ? await identified(ctx, query, filters) : []
  if (byIdentifier.length > 0)
    return { hits: present(await refreshHits(ctx, byIdentifier, filters), query), next: null }
  const leading = await leadingHits(ctx, query, filters)
  const hits: Hit[] = leading.slice(cursor.at, cursor.at + page.limit + 1)
  const ids = new Set(leading.map((hit) => hit.id))
  if (hits.length <= page.limit && query.pairs.length > 0) {
    const wanted = page.limit + 1 - hits.length + leading.length
    for (const hit of await findByGrams(ctx, query.pairs, filters, cursor.after, wanted))
      if (!ids.has(hit.id) && ids.add(hit.id)) hits.push(hit)
  }
  if (hits.length === 0 && cursor.at === 0 && cursor.after === null)
    hits.push(...(await loose(ctx, query, filters, page.limit)))
  const shown = hits.slice(0, page.limit)
  return {
    hits: present(await refreshHits(ctx, shown, filters), query),
    next: hits.length > page.limit ? nextCursor(shown, leading, cursor, page.limit) : null,
  }
}

async function identified(ctx: Ctx, query: SearchQuery, filters: Filters): Promise<Hit[]> {
  if (query.identifiers.length === 0) return []
  const known = await findIdentifiers(
    ctx,
    query.identifiers.map((i) => ctx.keys.identityOf(i.scheme, i.value)),
  )
  return findHits(ctx, [...new Set([...known.values()].map((k) => k.subjectId))], filters)
}

/** Names equal to the query or beginning with it, when they are few: the equal one first, then by rank. */
async function leadingHits(ctx: Ctx, query: SearchQuery, filters: Filters): Promise<Hit[]> {
  if (query.key.length < 2) return []
  const hits = await findByPrefix(ctx, query.key, filters, leadingMax + 1)
  if (hits.length > leadingMax) return hits.filter((h) => nameKey(h.name) === query.key)
  return hits.toSorted(
    (a, b) =>
      Number(nameKey(b.name) === query.key) - Number(nameKey(a.name) === query.key) || b.rank - a.rank,
  )
}

async function loose(ctx: Ctx, query: SearchQuery, filters: Filters, limit: number): Promise<Hit[]> {
  if (query.singles.length < 2) return []
  const hits = await findByGrams(ctx, query.singles, filters, null, looseMax)
  return hits
    .filter(
      (hit) =>
        isSubsequence(query.short, nameKey(hit.name)) ||
        hit.formerNames.some((name) => isSubsequence(query.short, nameKey(name))),
    )
    .slice(0, limit)
}

const present = (hits: Hit[], query: SearchQuery): Found['hits'] =>
  hits.map((hit) => {
    const marks = marksIn(hit.name, query)
    const former =
      marks.length > 0 ? undefined : hit.formerNames.find((name) => marksIn(name, query).length > 0)
    return { ...hit, marks, matchedFormerName: former ?? null }
  })

function nextCursor(shown: Hit[], leading: Hit[], cursor: Cursor, limit: number): string {
  const at = Math.min(leading.length, cursor.at + limit)
  const last = shown.at(-1)!
  const isLeading = leading.some((hit) => hit.id === last.id)
  return writeCursor({ at, after: isLeading ? cursor.after : { rank: last.rank, id: last.id } })
}
