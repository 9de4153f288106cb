import type { Ctx } from '../../../kernel/context.ts'
import { countShown, type Figures } from '../store/figures.ts'

const keptMs = 30_000
let kept: { at: number; figures: Promise<Figures> } | null = null

/** The figures of the home page, counted at most every 30 seconds in a process. */
export function figures(ctx: Ctx): Promise<Figures> {
  if (kept === null || ctx.now.getTime() - kept.at > keptMs || ctx.now.getTime() < kept.at) {
    const counting = countShown(ctx)
    counting.catch(() => {
      kept = null
    })
    kept = { at: ctx.now.getTime(), figures: counting }
  }
  return kept.figures
}
