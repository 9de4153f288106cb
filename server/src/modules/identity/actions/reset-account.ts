import type { Ctx } from '../../../kernel/context.ts'
import { problem } from '../problems.ts'
import { findRoleGrants } from '../store/accounts.ts'
import { endSessions } from '../store/sessions.ts'
import { endRole } from './end-role.ts'
import { type Invitation, invite } from './invite.ts'
import { isOwnAccount, reachAccount, requireOverOfficers } from './reach-account.ts'

/**
 * A new one-time token for somebody who lost password or factors. Sessions and roles of the account end at once: who
 * resets an account must not come by rights that he or she could not hand out. The roles are given anew.
 */
export async function resetAccount(ctx: Ctx, id: string): Promise<Invitation> {
  const account = await reachAccount(ctx, id, ['accounts:write'])
  if (isOwnAccount(ctx, account)) throw problem.notOverSelf()
  await requireOverOfficers(ctx, id)
  if (account.kind !== 'staff' || !['invited', 'active'].includes(account.state))
    throw problem.accountUnknown()
  await endSessions(ctx, id)
  for (const grant of await findRoleGrants(ctx, [id])) await endRole(ctx, grant, account.person_id)
  return invite(ctx, id)
}
