import type { Actor } from '../../../kernel/context.ts'
import { operatorActor } from './permissions.ts'

/** The organisation whose things alone are seen; null sees those of all. */
export type Scope = string | null

/** What an actor sees and files for: a member of an organisation its own, the operator and the platform's own tokens all. */
export const scopeOf = (actor: Actor): Scope => (actor.id === operatorActor.id ? null : actor.orgId)
