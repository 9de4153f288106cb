import type { Ctx } from '../../../kernel/context.ts'
import { problem } from '../problems.ts'
import { readCursor } from '../rules/search-cursor.ts'
import { marksIn, readQuery, type SearchQuery } from '../rules/search-query.ts'
import type { Filters } from '../schema.ts'
import type { Hit } from '../store/search.ts'
import { findMatches } from './find-matches.ts'
import { refreshHits } from './refresh-hits.ts'

export type Found = {
  hits: (Hit & { marks: [number, number][]; matchedFormerName: string | null })[]
  next: string | null
}

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
  const { hits, next } = await findMatches(ctx, query, filters, cursor, page.limit)
  return { hits: present(await refreshHits(ctx, hits, filters), query), next }
}

const present = (hits: Hit[], query: SearchQuery): Found['hits'] =>
  hits.map((hit) => {
    const marks = marksIn(hit.name, query)
    const former =
      marks.length > 0 ? undefined : hit.formerNames.find((name) => marksIn(name, query).length > 0)
    return { ...hit, marks, matchedFormerName: former ?? null }
  })
