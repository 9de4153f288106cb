import type { Ctx } from '../../../kernel/context.ts'
import { problem } from '../problems.ts'
import { reaches } from '../rules/powers.ts'
import { officerRoles } from '../rules/shipped-roles.ts'
import { type Account, findAccount, findRoleGrants } from '../store/accounts.ts'

/** An account that the actor's permission reaches. One of another body is, to the actor, not there. */
export async function reachAccount(ctx: Ctx, id: string, permissions: readonly string[]): Promise<Account> {
  const account = await findAccount(ctx, { id })
  const reach = permissions.flatMap((permission) => ctx.actor.reach?.(permission) ?? [])
  if (!account || !reaches(reach, account.org_id)) throw problem.accountUnknown()
  return account
}

/** True when an account is the actor's own, or another one of the same person. */
export const isOwnAccount = (ctx: Ctx, account: Account): boolean =>
  ctx.actor.session?.accountId === account.id ||
  (account.person_id !== null && ctx.actor.session?.personId === account.person_id)

/** The account of one of the three officers is paused, ended or reset only by whoever hands out roles. */
export async function requireOverOfficers(ctx: Ctx, id: string): Promise<void> {
  const isOfficer = (await findRoleGrants(ctx, [id])).some((grant) => officerRoles.includes(grant.role))
  if (isOfficer && !ctx.actor.may('roles:write')) throw problem.notHeld()
}
