import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import type { Cookie, Origin } from '../../../kernel/route.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { findAccount, moveAccount } from '../store/accounts.ts'
import { deleteFactors, peekInvitation, saveRecoveryCodes, spendInvitation } from '../store/credentials.ts'
import { endSessions } from '../store/sessions.ts'
import { invitationDigest } from './invite.ts'
import { openSession } from './open-session.ts'
import { requireSafeWay } from './require-safe-way.ts'
import { setPassword } from './set-password.ts'

/**
 * Sets the password of a new or reset account with its one-time token, which counts once. Former factors and sessions
 * of the account are void; the session that begins opens enrolment only.
 */
export async function acceptInvitation(
  ctx: Ctx,
  shown: { token: string; password: string },
  from: Origin & { agent: string | undefined },
): Promise<{ next: 'enrolment'; cookies: Cookie[] }> {
  requireSafeWay(ctx, from)
  const digest = invitationDigest(shown.token)
  const found = await peekInvitation(ctx, digest)
  const account = found?.account_id ? await findAccount(ctx, { id: found.account_id }) : undefined
  if (!account || !['invited', 'active'].includes(account.state)) throw problem.tokenEnded()
  const keep = await setPassword(ctx, account, shown.password)
  return ctx.inTransaction(async (tx) => {
    if ((await spendInvitation(tx, digest))?.account_id !== account.id) throw problem.tokenEnded()
    const as = { ...tx, actor: { ...tx.actor, id: `account:${account.id}` } }
    await keep(as, account.id)
    await deleteFactors(tx, account.id)
    await saveRecoveryCodes(tx, account.id, [])
    await endSessions(tx, account.id)
    await moveAccount(tx, account.id, ['invited'], 'active')
    await recordLeaf(as, {
      action: 'identity.accept-invitation',
      object: account.id,
      digest: digestOf(digest.toString('hex')),
    })
    return { next: 'enrolment' as const, cookies: (await openSession(tx, account.id, false, from)).cookies }
  })
}
