import type { Ctx } from '../../../kernel/context.ts'
import { httpProblem, recentMs } from '../../../kernel/http/index.ts'
import { problem } from '../problems.ts'
import { findFactors } from '../store/credentials.ts'
import { requireSession } from './require-session.ts'

/**
 * Who may add a factor: somebody signed in with all factors and a recent proof, or somebody who has none yet. A
 * password alone never adds a factor beside one that is there.
 */
export async function requireEnrolment(ctx: Ctx) {
  const { actor, account } = await requireSession(ctx)
  const factors = await findFactors(ctx, account.id)
  const confirmed = factors.filter((factor) => factor.confirmed_at !== null)
  if (!actor.session.isFull && confirmed.length > 0) throw problem.factorExists()
  if (actor.session.isFull && ctx.now.getTime() - actor.session.provenAt.getTime() > recentMs)
    throw httpProblem.proofTooOld({ seconds: recentMs / 1_000 })
  return { actor, account, factors, confirmed }
}
