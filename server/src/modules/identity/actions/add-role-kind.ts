import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { roleFault, shippedRoles, type Titles } from '../rules/shipped-roles.ts'
import { insertRole } from '../store/accounts.ts'

/** Adds a role of this installation's own. It may not hold what makes one of the three officers. */
export async function addRoleKind(
  ctx: Ctx,
  wish: { code: string; title: Titles; permissions: string[] },
): Promise<{ code: string }> {
  const fault = roleFault(wish.permissions)
  if (fault !== null) throw problem.roleTooStrong({ permission: fault })
  const row = {
    code: wish.code,
    title: JSON.stringify(wish.title),
    permissions: [...new Set(wish.permissions)],
    created_at: ctx.now,
  }
  if (shippedRoles.some((role) => role.code === wish.code) || !(await insertRole(ctx, row)))
    throw problem.roleTaken()
  await recordLeaf(ctx, {
    action: 'identity.add-role',
    object: wish.code,
    digest: digestOf(JSON.stringify(wish)),
  })
  return { code: wish.code }
}
