import type { Ctx } from '../../../kernel/context.ts'
import type { GramShares } from '../rules/search-plan.ts'
import { gramShares } from '../store/search.ts'

const keptMs = 60_000
let kept: { at: number; shares: GramShares } | null = null
let reading: Promise<void> | null = null

/** How common grams are, by the planner's statistics, read anew once a minute beside the requests. */
export async function weighGrams(ctx: Ctx): Promise<GramShares> {
  const at = performance.now()
  if (kept === null || at - kept.at > keptMs) {
    reading ??= gramShares(ctx)
      .then((shares) => {
        kept = { at: performance.now(), shares }
      })
      .finally(() => {
        reading = null
      })
    if (kept === null) await reading
    else reading.catch(() => {})
  }
  return kept!.shares
}
