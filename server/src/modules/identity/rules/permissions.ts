import type { Actor } from '../../../kernel/context.ts'

/** What a token of a system may be issued for. */
export const permissions = [
  'batches:write',
  'batches:read',
  'records:write',
  'archive:read',
  'subjects:decide',
  'persons:unmask',
  'persons:erase',
  'persons:hold',
  'accesses:read',
  'audit:read',
] as const

/** What only people may do, signed in with their factors. */
export const personalPermissions = [
  'organisations:write',
  'accounts:read',
  'accounts:write',
  'accounts:pause',
  'roles:give',
  'roles:write',
  'clients:write',
  'grants:read',
  'grants:request',
  'grants:approve',
  'alerts:read',
  'alerts:write',
  'consents:read',
  'consents:write',
  'assessments:read',
  'assessments:write',
  'assessments:approve',
  'holds:read',
  'holds:write',
  'incidents:read',
  'incidents:write',
] as const
export type Permission = (typeof permissions)[number] | (typeof personalPermissions)[number]

/** Every permission a route may name. */
export const allPermissions: readonly Permission[] = [...permissions, ...personalPermissions]

/** Whoever sits at the machine or its terminal. What only people may do, the operator does signed in, as a person. */
export const operatorActor: Actor = {
  id: 'local-operator',
  orgId: 'local',
  may: (permission) => (permissions as readonly string[]).includes(permission),
}

/** The platform itself: its own jobs, never a request. */
export const systemActor: Actor = { id: 'platform', orgId: null, may: () => false }
