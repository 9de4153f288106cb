import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { officerRoles } from '../rules/shipped-roles.ts'
import { endRoleGrant, leaveOffice } from '../store/accounts.ts'

/** Ends a role of an account: gone at the account's next request. False when it was ended before. */
export async function endRole(
  ctx: Ctx,
  grant: { id: string; account_id: string; role: string },
  personId: string | null,
): Promise<boolean> {
  if (!(await endRoleGrant(ctx, grant.id, ctx.actor.id))) return false
  if (personId !== null && officerRoles.includes(grant.role)) await leaveOffice(ctx, personId, grant.role)
  await recordLeaf(ctx, {
    action: 'identity.end-role',
    object: grant.account_id,
    digest: digestOf(`${grant.id} ${grant.role}`),
    detail: { role: grant.role },
  })
  return true
}
