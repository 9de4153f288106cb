import type { Ctx } from '../../../kernel/context.ts'
import { findRoleGrants, listAccounts } from '../store/accounts.ts'

/** Accounts that the actor's permission reaches, by login, with their roles; paged by login. */
export async function listPeople(ctx: Ctx, after: string, limit: number) {
  const reach = ctx.actor.reach?.('accounts:read') ?? []
  const accounts = await listAccounts(ctx, reach, after, limit + 1)
  const page = accounts.slice(0, limit)
  const grants = await findRoleGrants(
    ctx,
    page.map(({ id }) => id),
  )
  return {
    items: page.map((account) => ({
      id: account.id,
      login: account.login,
      name: account.name,
      orgId: account.org_id,
      kind: account.kind,
      state: account.state,
      roles: grants
        .filter((grant) => grant.account_id === account.id)
        .map(({ id, role, org_id, region, kinds }) => ({ id, role, orgId: org_id, region, kinds })),
    })),
    next: accounts.length > limit ? page.at(-1)!.login : null,
  }
}
