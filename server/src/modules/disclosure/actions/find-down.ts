import type { Ctx } from '../../../kernel/context.ts'
import type { Filters } from '../schema.ts'
import { depths, findInRanking, findRanked, type Hit, type Position, type Sought } from '../store/search.ts'

/**
 * Up to `limit` matches by rank after a position. They are read from the ranking where they are expected to stand;
 * where that does not fill the page, further down if what was found promises as much, and at last from the gram index.
 */
export async function findDown(
  ctx: Ctx,
  sought: Sought,
  filters: Filters,
  after: Position | null,
  take: { rowsMax: number; limit: number },
): Promise<Hit[]> {
  const deepest = depths.at(-1)!
  const depth = depths.find((one) => one >= take.rowsMax) ?? deepest
  const near = await findInRanking(ctx, sought.pattern, filters, after, { depth, limit: take.limit })
  if (near.length === take.limit) return near
  const rowsWanted = (depth * take.limit) / near.length
  if (depth < deepest && rowsWanted <= deepest * 0.8) {
    const deep = { depth: deepest, limit: take.limit }
    const far = await findInRanking(ctx, sought.pattern, filters, after, deep)
    if (far.length === take.limit) return far
  }
  return findRanked(ctx, sought, filters, after, take.limit)
}
