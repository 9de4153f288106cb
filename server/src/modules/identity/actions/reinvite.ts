import type { Ctx } from '../../../kernel/context.ts'
import { plainLogin } from '../rules/login.ts'
import { findAccount } from '../store/accounts.ts'
import { endSessions } from '../store/sessions.ts'
import { type Invitation, invite } from './invite.ts'

/**
 * A new one-time token for an account, by whoever is at the machine and holds its keys anyway: the way back when the
 * last officer has lost password or factors. Null when there is no such account in use.
 */
export async function reinvite(ctx: Ctx, login: string): Promise<Invitation | null> {
  const account = await findAccount(ctx, { login: plainLogin(login) })
  if (account?.kind !== 'staff' || !['invited', 'active'].includes(account.state)) return null
  await endSessions(ctx, account.id)
  return invite(ctx, account.id)
}
