import type { Actor, Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { type Power, scopesOf } from '../rules/powers.ts'
import { shippedRoles } from '../rules/shipped-roles.ts'
import { liveSince } from '../rules/stay.ts'
import { findSession, type LiveSession, touchSession } from '../store/sessions.ts'

/** A session is noted as seen at most so often; it may end this much early. */
const touchMs = 60_000

export type SessionActor = Actor & {
  session: NonNullable<Actor['session']>
  powers: readonly Power[]
  factorShown: boolean
}

/** Who holds a session with this id; null when there is none that lives. */
export async function sessionActor(ctx: Ctx, id: string): Promise<SessionActor | null> {
  if (!/^[\w-]{43}$/.test(id)) return null
  const found = await findSession(ctx, digestOf(id), liveSince(ctx.now))
  if (!found) return null
  if (ctx.now.getTime() - found.seenAt.getTime() >= touchMs) await touchSession(ctx, found.id)
  return actorOfSession(found)
}

/** True for an actor of a session, with what it is made of. */
export const isSessionActor = (actor: Actor): actor is SessionActor =>
  'powers' in actor && actor.session !== undefined

const byCode = new Map(shippedRoles.map((role) => [role.code, role.permissions]))

function actorOfSession(found: LiveSession): SessionActor {
  const { account } = found
  const powers: Power[] = found.isFull
    ? found.grants.map((grant) => ({
        role: grant.role,
        permissions: byCode.get(grant.role) ?? grant.permissions ?? [],
        scope: { orgId: grant.org_id, region: grant.region, kinds: grant.kinds },
      }))
    : []
  return {
    id: `account:${found.accountId}`,
    orgId: account.orgId,
    may: (permission) => powers.some((power) => power.permissions.includes(permission)),
    scopes: (permission) => scopesOf(powers, permission),
    session: {
      id: found.id,
      accountId: found.accountId,
      personId: account.personId,
      isFull: found.isFull,
      provenAt: found.provenAt,
    },
    own: found.isFull ? account.ownKey : null,
    powers,
    factorShown: found.factorShown,
  }
}
