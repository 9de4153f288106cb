import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { problem } from '../problems.ts'
import { takeOne } from '../store.ts'

/** Counts one value seen in clear against the actor's day. Problem: quotaSpent. */
export async function spendQuota(ctx: Ctx, most: number): Promise<void> {
  if (!(await takeOne(ctx, ctx.actor.id, dayOf(ctx.now), most))) throw problem.quotaSpent({ most })
}
