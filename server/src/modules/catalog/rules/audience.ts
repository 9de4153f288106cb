import type { Actor } from '../../../kernel/context.ts'

/** From whose side a record is looked at. */
export const audiences = ['public', 'self', 'own-staff', 'staff', 'agency', 'auditor'] as const
export type Audience = (typeof audiences)[number]

/**
 * From whose side a signed-in actor looks at what a provider sent: staff of the body that sent it, of another one, or
 * an auditor. Whoever sits at the machine stands for every body.
 */
export function audienceOf(actor: Actor, providerId: string): Audience {
  if (actor.id === 'local-operator' || (actor.orgId !== null && actor.orgId === providerId))
    return 'own-staff'
  return actor.may('audit:read') && !actor.may('archive:read') ? 'auditor' : 'staff'
}
