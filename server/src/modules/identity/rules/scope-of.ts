import type { Actor, Reach } from '../../../kernel/context.ts'
import { operatorActor } from './permissions.ts'

/** What alone is seen, by body and kind; null sees everything. */
export type Scope = readonly Reach[] | null

/**
 * What an actor sees and files for: a person what the role that opened the door was given for, a token of an
 * organisation what is its own, the operator and the platform's own tokens everything.
 */
export function scopeOf(actor: Actor): Scope {
  if (actor.id === operatorActor.id) return null
  if (actor.reached !== undefined) return actor.reached
  return actor.orgId === null ? null : [{ bodies: [actor.orgId], kinds: null }]
}
