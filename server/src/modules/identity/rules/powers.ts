import type { Reach, Scope } from '../../../kernel/context.ts'
import { officerRoles } from './shipped-roles.ts'

/** One role in force for an account: what it may do, how far it was given and what that comes to today. */
export type Power = { role: string; permissions: readonly string[]; scope: Scope; reach: Reach }

/** True when the inner scope reaches nowhere the outer one does not. */
function isWithin(inner: Scope, outer: Scope): boolean {
  if (outer.orgId !== null && inner.orgId !== outer.orgId) return false
  if (outer.region !== null && !(inner.region ?? '').startsWith(outer.region)) return false
  if (outer.kinds === null) return true
  return inner.kinds?.every((kind) => outer.kinds?.includes(kind)) ?? false
}

/** The scopes in which powers hold a permission. */
const scopesOf = (powers: readonly Power[], permission: string): Scope[] =>
  powers.filter((power) => power.permissions.includes(permission)).map((power) => power.scope)

/** What powers reach with a permission. */
export const reachOf = (powers: readonly Power[], permission: string): Reach[] =>
  powers.filter((power) => power.permissions.includes(permission)).map((power) => power.reach)

/** True when a body is reached; what belongs to no body is reached only without limits. */
export const reaches = (reach: readonly Reach[], orgId: string | null): boolean =>
  reach.some(({ bodies }) => bodies === null || (orgId !== null && bodies.includes(orgId)))

/**
 * Why somebody may not hand out a role, or null. Whoever holds `roles:write` hands out all; whoever manages the
 * accounts of a body hands out, within it, what he or she holds in full. The first security officer is named by the
 * system officer, as there is nobody else yet.
 */
export function handingFault(
  giver: { powers: readonly Power[]; isSelf: boolean; hasSecurityOfficer: boolean },
  wanted: { role: string; permissions: readonly string[]; scope: Scope },
): 'self' | 'notHeld' | null {
  if (giver.isSelf) return 'self'
  if (scopesOf(giver.powers, 'roles:write').some((scope) => isWithin(wanted.scope, scope))) return null
  const isFirst = wanted.role === 'securityOfficer' && !giver.hasSecurityOfficer
  if (isFirst && giver.powers.some((power) => power.role === 'systemOfficer')) return null
  if (officerRoles.includes(wanted.role)) return 'notHeld'
  if (!scopesOf(giver.powers, 'accounts:write').some((scope) => isWithin(wanted.scope, scope)))
    return 'notHeld'
  const isHeld = wanted.permissions.every((permission) =>
    scopesOf(giver.powers, permission).some((scope) => isWithin(wanted.scope, scope)),
  )
  return isHeld && wanted.permissions.length > 0 ? null : 'notHeld'
}
