import type { Ctx } from '../../../kernel/context.ts'
import type { Cookie, Origin } from '../../../kernel/route.ts'
import { problem } from '../problems.ts'
import { findFactors, findPassword } from '../store/credentials.ts'
import { endSessions } from '../store/sessions.ts'
import { isPassword } from './hash-password.ts'
import { raiseSession } from './open-session.ts'
import { requireSession } from './require-session.ts'
import { passwordPlace, setPassword } from './set-password.ts'
import { throttle } from './throttle.ts'

/**
 * Changes one's password. All other sessions of the account end and this one gets a new id. A session whose second
 * factor was not shown changes nothing, so that a stolen password does not shut its owner out.
 */
export async function changePassword(
  ctx: Ctx,
  shown: { current: string; next: string },
  from: Origin,
): Promise<{ cookies: Cookie[] }> {
  const { actor, account } = await requireSession(ctx)
  const hasFactor = (await findFactors(ctx, account.id)).some((factor) => factor.confirmed_at !== null)
  if (hasFactor && !actor.factorShown) throw problem.factorExists()
  const forget = await throttle(ctx, { what: 'password', whom: account.login, accountId: account.id }, from)
  const kept = await findPassword(ctx, account.id)
  const hash = kept ? ctx.keys.open(kept.sealed, passwordPlace(account.id)) : null
  if (!(await isPassword(shown.current, hash))) throw problem.passwordWrong()
  await forget()
  const keep = await setPassword(ctx, account, shown.next)
  return ctx.inTransaction(async (tx) => {
    await keep(tx, account.id)
    await endSessions(tx, account.id, { keep: actor.session.id })
    const isFull = actor.session.isFull || (hasFactor && actor.factorShown)
    return { cookies: (await raiseSession(tx, actor.session, isFull, actor.factorShown)) ?? [] }
  })
}
