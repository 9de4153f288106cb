import type { Ctx } from '../../../kernel/context.ts'
import { problem } from '../problems.ts'
import { handingFault } from '../rules/powers.ts'
import { findRoleGrants } from '../store/accounts.ts'
import { endRole } from './end-role.ts'
import { roleOf } from './give-role.ts'
import { isOwnAccount, reachAccount } from './reach-account.ts'
import { isSessionActor } from './session-actor.ts'

/** Takes a role back. Whoever could have given it may. */
export async function takeRole(ctx: Ctx, accountId: string, grantId: string): Promise<void> {
  const account = await reachAccount(ctx, accountId, ['accounts:write', 'roles:write'])
  const grant = (await findRoleGrants(ctx, [accountId])).find((one) => one.id === grantId)
  if (!grant) throw problem.roleUnknown()
  const role = await roleOf(ctx, grant.role)
  const scope = { orgId: grant.org_id, region: grant.region, kinds: grant.kinds }
  const giver = {
    powers: isSessionActor(ctx.actor) ? ctx.actor.powers : [],
    isSelf: isOwnAccount(ctx, account),
    hasSecurityOfficer: true,
  }
  const fault = handingFault(giver, { role: role.code, permissions: role.permissions, scope })
  if (fault !== null) throw fault === 'self' ? problem.notOverSelf() : problem.notHeld()
  if (!(await endRole(ctx, grant, account.person_id))) throw problem.roleUnknown()
}
