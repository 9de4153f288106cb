import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { httpProblem } from '../../../kernel/http/index.ts'
import type { Cookie } from '../../../kernel/route.ts'
import { recordLeaf } from '../../audit/index.ts'
import { passwordDays } from '../rules/password-faults.ts'
import { findPassword } from '../store/credentials.ts'
import { raiseSession } from './open-session.ts'
import type { SessionActor } from './session-actor.ts'

export type Raised = { next: 'signedIn' | 'passwordExpired'; cookies: Cookie[] }

/**
 * A factor was shown: the session gets a new id and, unless the password has had its time, all rights. The same at
 * sign-in and when a proof is asked for again.
 */
export async function acceptFactor(ctx: Ctx, actor: SessionActor, kind: string): Promise<Raised> {
  const days = passwordDays[ctx.settings.passwordPolicy]
  const kept = await findPassword(ctx, actor.session.accountId)
  const isExpired =
    days !== null && kept !== undefined && ctx.now.getTime() - kept.changed_at.getTime() > days * 86_400_000
  const cookies = await raiseSession(ctx, actor.session, !isExpired)
  if (cookies === null) throw httpProblem.unauthenticated()
  await recordLeaf(ctx, {
    action: 'identity.show-factor',
    object: actor.session.accountId,
    digest: digestOf(`${actor.session.id} ${kind}`),
    detail: { kind },
  })
  return { next: isExpired ? 'passwordExpired' : 'signedIn', cookies }
}
