import type { Ctx } from '../../../kernel/context.ts'
import { allPermissions } from '../rules/permissions.ts'
import { countRecoveryCodes, findFactors } from '../store/credentials.ts'
import { requireSession } from './require-session.ts'

/** Whose session this is, what it may do, and with what more could be shown. */
export async function ownSession(ctx: Ctx) {
  const { actor, account } = await requireSession(ctx)
  const factors = (await findFactors(ctx, account.id)).filter((factor) => factor.confirmed_at !== null)
  const methods = new Set<string>(factors.map((factor) => factor.kind))
  if (factors.length > 0 && (await countRecoveryCodes(ctx, account.id)) > 0) methods.add('recovery')
  return {
    accountId: account.id,
    login: account.login,
    name: account.name,
    orgId: account.org_id,
    isFull: actor.session.isFull,
    provenAt: actor.session.provenAt.toISOString(),
    methods: [...methods],
    roles: [...new Set(actor.powers.map((power) => power.role))],
    permissions: allPermissions.filter((permission) => actor.may(permission)),
  }
}
