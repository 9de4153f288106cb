import { randomUUID } from 'node:crypto'
import type { Ctx, Scope } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { lock } from '../../../kernel/db/act.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { handingFault } from '../rules/powers.ts'
import { officerRoles, type Role, shippedRoles } from '../rules/shipped-roles.ts'
import { type Account, claimOffice, findRoles, insertRoleGrant, isRoleHeld } from '../store/accounts.ts'
import { isOwnAccount, reachAccount } from './reach-account.ts'
import { isSessionActor } from './session-actor.ts'

export type RoleWish = { role: string; scope: Scope }

/** A role by its code, shipped or of this installation. Problem: roleUnknown. */
export async function roleOf(
  ctx: Ctx,
  code: string,
): Promise<Pick<Role, 'code'> & { permissions: readonly string[] }> {
  const role =
    shippedRoles.find((one) => one.code === code) ?? (await findRoles(ctx)).find((one) => one.code === code)
  if (!role) throw problem.roleUnknown()
  return role
}

/**
 * Gives an account a role. Nobody gives a role to himself or herself, nor more than he or she may hand out; nobody
 * is two of the three officers, with whatever accounts. In force at the account's next request.
 */
export async function giveRole(ctx: Ctx, accountId: string, wish: RoleWish): Promise<{ id: string }> {
  const account = await reachAccount(ctx, accountId, ['accounts:write', 'roles:write'])
  if (account.kind !== 'staff' || account.state === 'ended') throw problem.accountUnknown()
  const role = await roleOf(ctx, wish.role)
  if (role.code === 'securityOfficer') await lock(ctx, 'identity.first-security-officer')
  const giver = {
    powers: isSessionActor(ctx.actor) ? ctx.actor.powers : [],
    isSelf: isOwnAccount(ctx, account),
    hasSecurityOfficer: await isRoleHeld(ctx, 'securityOfficer'),
  }
  const fault = handingFault(giver, { role: role.code, permissions: role.permissions, scope: wish.scope })
  if (fault !== null) throw fault === 'self' ? problem.notOverSelf() : problem.notHeld()
  return addRole(ctx, account, wish)
}

/** Adds a role without asking who gives it: for the first administrator and the demo. */
export async function addRole(ctx: Ctx, account: Account, wish: RoleWish): Promise<{ id: string }> {
  if (officerRoles.includes(wish.role)) {
    if (account.person_id === null) throw problem.officersApart()
    if ((await claimOffice(ctx, account.person_id, wish.role)) !== wish.role) throw problem.officersApart()
  }
  const id = randomUUID()
  const { orgId, region, kinds } = wish.scope
  await insertRoleGrant(ctx, {
    id,
    account_id: account.id,
    role: wish.role,
    org_id: orgId,
    region,
    kinds: kinds === null ? null : [...kinds],
    granted_by: ctx.actor.id,
    granted_at: ctx.now,
  })
  await recordLeaf(ctx, {
    action: 'identity.give-role',
    object: account.id,
    digest: digestOf(JSON.stringify([account.id, wish.role, orgId, region, kinds])),
    detail: { role: wish.role, org: orgId, region },
  })
  return { id }
}
