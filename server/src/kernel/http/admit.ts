import type { Actor } from '../context.ts'
import type { Route } from '../route.ts'
import { httpProblem } from './problem-reply.ts'

/** A proof of who somebody is counts as recent for so long. */
export const recentMs = 5 * 60_000

/**
 * Lets an actor through a route's door or throws: whoever has shown nothing gets 401, whoever lacks the right 403. A
 * session that knows a password only opens the doors of enrolment, whatever its holder may do otherwise.
 */
export function admit(route: Pick<Route, 'access' | 'recent'>, actor: Actor | null, now: Date): void {
  const { access } = route
  if (access === 'public' || access === 'sign-in') return
  if (actor === null) throw httpProblem.unauthenticated()
  const { session } = actor
  if (access === 'enrolling') {
    if (!session) throw httpProblem.forbidden({ needs: 'session' })
  } else {
    if (session && !session.isFull) throw httpProblem.secondFactorNeeded()
    if (access === 'signed-in' && !session) throw httpProblem.forbidden({ needs: 'session' })
    if (access === 'own' && (actor.own ?? null) === null) throw httpProblem.forbidden({ needs: 'own' })
    if (access.includes(':') && !actor.may(access)) throw httpProblem.forbidden({ permission: access })
  }
  if (route.recent && !(session && now.getTime() - session.provenAt.getTime() <= recentMs))
    throw httpProblem.proofTooOld({ seconds: recentMs / 1_000 })
}

/**
 * The actor as far as one permission reaches: a role given for all bodies acts for all (null), one given for a body
 * acts for that body, whichever body its holder belongs to.
 */
export function within(actor: Actor, access: Route['access']): Actor {
  const reach = access.includes(':') ? actor.reach?.(access) : undefined
  if (reach === undefined) return actor
  const isWide = reach.some(({ bodies, kinds }) => bodies === null && kinds === null)
  const bodies = reach.flatMap((one) => one.bodies ?? [])
  const isAll = reach.some((one) => one.bodies === null)
  const isOwn = actor.orgId !== null && bodies.includes(actor.orgId)
  const fieldsOpen = actor.fields?.(access)
  return {
    ...actor,
    orgId: isAll ? null : isOwn ? actor.orgId : (bodies[0] ?? ''),
    reached: isWide ? null : reach,
    ...(fieldsOpen === undefined ? {} : { fieldsOpen }),
  }
}
