import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { findRoleGrants, moveAccount } from '../store/accounts.ts'
import { endSessions } from '../store/sessions.ts'
import { endRole } from './end-role.ts'
import { isOwnAccount, reachAccount, requireOverOfficers } from './reach-account.ts'

export type StateWish = 'paused' | 'active' | 'ended'
const from = { paused: ['active'], active: ['paused'], ended: ['invited', 'active', 'paused'] } as const

/** Pauses an account, lets it go on, or ends it for good. Its sessions end in the same transaction. */
export async function setAccountState(ctx: Ctx, id: string, state: StateWish): Promise<void> {
  const account = await reachAccount(ctx, id, [state === 'ended' ? 'accounts:write' : 'accounts:pause'])
  if (isOwnAccount(ctx, account)) throw problem.notOverSelf()
  await requireOverOfficers(ctx, id)
  if (!(await moveAccount(ctx, id, [...from[state]], state)))
    throw problem.accountUnknown({ state: account.state })
  await endSessions(ctx, id)
  if (state === 'ended')
    for (const grant of await findRoleGrants(ctx, [id])) await endRole(ctx, grant, account.person_id)
  await recordLeaf(ctx, {
    action: 'identity.set-account-state',
    object: id,
    digest: digestOf(`${id} ${state}`),
    detail: { state },
  })
}
