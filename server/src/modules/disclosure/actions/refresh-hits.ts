import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { wake } from '../../../kernel/queue/runner.ts'
import { archivesOf, markDue } from '../../archive/index.ts'
import { evaluatorOn } from '../../evaluation/index.ts'
import { packSet } from '../../policy/index.ts'
import { lawOf } from '../rules/law.ts'
import { buildPage } from '../rules/page.ts'
import { hitOf } from '../rules/search-row.ts'
import type { Filters } from '../schema.ts'
import type { Hit } from '../store/search.ts'

/**
 * Hits as they are today: those whose day of change has come are computed again from their archives, and one that
 * shows nothing any more, or no longer fits the filters, is left out. The walk is told to store what was found.
 */
export async function refreshHits(ctx: Ctx, hits: Hit[], filters: Filters): Promise<Hit[]> {
  if (hits.every((hit) => hit.changesOn === null)) return hits
  const day = dayOf(ctx.now)
  const stale = hits.filter((hit) => hit.changesOn !== null && hit.changesOn <= day)
  if (stale.length === 0) return hits
  const archives = await archivesOf(
    ctx,
    stale.map((hit) => hit.id),
  )
  const law = lawOf(await packSet(ctx))
  const evaluate = await evaluatorOn(ctx, day)
  const today = new Map<string, Hit | null>()
  for (const hit of stale) {
    const archive = archives.get(hit.id)
    const page = archive && buildPage(archive, law.items(day), law.displayOf, evaluate, day).page
    today.set(
      hit.id,
      page ? { ...hit, ...hitOf(page), name: page.body.name, formerNames: page.body.formerNames } : null,
    )
  }
  await ctx.inTransaction(async (tx) => {
    await markDue(tx, today.keys(), false)
    await wake(tx, 'archive.walk')
  })
  return hits.flatMap((hit) => {
    const now = today.has(hit.id) ? today.get(hit.id) : hit
    return now && fits(now, filters) ? [now] : []
  })
}

const fits = (hit: Hit, filters: Filters) =>
  (filters.grade === null || hit.grade === filters.grade) &&
  (filters.hasPenalty === null || hit.counts.penalties > 0 === filters.hasPenalty)
