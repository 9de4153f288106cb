import type { Ctx } from '../../../kernel/context.ts'
import { shippedRoles, type Titles } from '../rules/shipped-roles.ts'
import { findRoles } from '../store/accounts.ts'

/** The roles there are: those that come with the platform, then those of this installation. */
export async function listRoles(ctx: Ctx) {
  const own = await findRoles(ctx)
  return {
    items: [
      ...shippedRoles.map((role) => ({
        ...role,
        permissions: [...role.permissions] as string[],
        shipped: true,
      })),
      ...own.map(({ code, title, permissions }) => ({
        code,
        title: title as unknown as Titles,
        permissions,
        shipped: false,
      })),
    ],
  }
}
