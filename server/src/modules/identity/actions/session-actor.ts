import type { Actor, Ctx, Reach } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { type Power, reachOf } from '../rules/powers.ts'
import { shippedRoles } from '../rules/shipped-roles.ts'
import { liveSince } from '../rules/stay.ts'
import { findBodiesIn } from '../store/organisations.ts'
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
  return actorOfSession(found, await bodiesIn(ctx, found))
}

/** True for an actor of a session, with what it is made of. */
export const isSessionActor = (actor: Actor): actor is SessionActor =>
  'powers' in actor && actor.session !== undefined

const byCode = new Map(shippedRoles.map((role) => [role.code, role.permissions]))

/** The bodies of each region a role was given for. */
async function bodiesIn(ctx: Ctx, { isFull, grants }: LiveSession): Promise<Map<string, string[]>> {
  const regions = new Set(isFull ? grants.flatMap(({ region }) => region ?? []) : [])
  const found = await Promise.all([...regions].map((region) => findBodiesIn(ctx, region)))
  return new Map([...regions].map((region, i) => [region, found[i]!]))
}

/** A role for a body in a region reaches the body while it is in that region. */
function reachIn(grant: LiveSession['grants'][number], regions: Map<string, string[]>): Reach {
  const inRegion = grant.region === null ? null : regions.get(grant.region)!
  const { org_id: orgId, kinds } = grant
  if (orgId === null) return { bodies: inRegion, kinds }
  return { bodies: inRegion === null || inRegion.includes(orgId) ? [orgId] : [], kinds }
}

function actorOfSession(found: LiveSession, regions: Map<string, string[]>): SessionActor {
  const { account } = found
  const powers: Power[] = found.isFull
    ? found.grants.map((grant) => ({
        role: grant.role,
        permissions: byCode.get(grant.role) ?? grant.permissions ?? [],
        scope: { orgId: grant.org_id, region: grant.region, kinds: grant.kinds },
        reach: reachIn(grant, regions),
      }))
    : []
  return {
    id: `account:${found.accountId}`,
    orgId: account.orgId,
    may: (permission) => powers.some((power) => power.permissions.includes(permission)),
    reach: (permission) => reachOf(powers, permission),
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
