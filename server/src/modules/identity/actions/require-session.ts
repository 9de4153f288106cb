import type { Ctx } from '../../../kernel/context.ts'
import { httpProblem } from '../../../kernel/http/index.ts'
import { problem } from '../problems.ts'
import { type Account, findAccount } from '../store/accounts.ts'
import { isSessionActor, type SessionActor } from './session-actor.ts'

/** The signed-in person who acts, with the account as it is now. */
export async function requireSession(ctx: Ctx): Promise<{ actor: SessionActor; account: Account }> {
  if (!isSessionActor(ctx.actor)) throw httpProblem.unauthenticated()
  const account = await findAccount(ctx, { id: ctx.actor.session.accountId })
  if (account?.state !== 'active') throw problem.accountUnknown()
  return { actor: ctx.actor, account }
}
