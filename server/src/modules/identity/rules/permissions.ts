import type { Actor } from '../../../kernel/context.ts'

/** What may be granted; each route names the one it needs. */
export const permissions = [
  'batches:write',
  'batches:read',
  'records:write',
  'archive:read',
  'subjects:decide',
  'audit:read',
] as const
export type Permission = (typeof permissions)[number]

/** Whoever sits at the machine or its terminal. */
export const operatorActor: Actor = {
  id: 'local-operator',
  orgId: 'local',
  may: (permission) => (permissions as readonly string[]).includes(permission),
}

/** The platform itself: its own jobs, never a request. */
export const systemActor: Actor = { id: 'platform', orgId: null, may: () => false }
