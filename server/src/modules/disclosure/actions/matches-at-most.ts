import type { Ctx } from '../../../kernel/context.ts'
import { gramShares } from '../store/search.ts'

const keptMs = 60_000
let kept: { at: number; counts: Awaited<ReturnType<typeof gramShares>> } | null = null
let reading: Promise<void> | null = null

/**
 * At most how many names hold all of the grams, by the planner's statistics, read anew once a minute beside the
 * requests: the rarest gram decides. 0 when it is none of the common ones.
 */
export async function matchesAtMost(ctx: Ctx, grams: number[]): Promise<number> {
  const at = performance.now()
  if (kept === null || at - kept.at > keptMs) {
    reading ??= gramShares(ctx)
      .then((counts) => {
        kept = { at: performance.now(), counts }
      })
      .finally(() => {
        reading = null
      })
    if (kept === null) await reading
    else reading.catch(() => {})
  }
  const { shares, names } = kept!.counts
  let rarest = 1
  for (const gram of grams) rarest = Math.min(rarest, shares.get(gram) ?? 0)
  return rarest * names
}
