import type { Ctx } from '../../../kernel/context.ts'
import { problem } from '../problems.ts'
import { reaches } from '../rules/powers.ts'
import { type ClientGrant, findClient, findGrant } from '../store/clients.ts'

/** A grant of a body that the actor's permission reaches; another one is, to the actor, not there. */
export async function reachGrant(ctx: Ctx, id: string, permission: string): Promise<ClientGrant> {
  const grant = await findGrant(ctx, id)
  const client = grant && (await findClient(ctx, grant.client_id))
  if (!grant || !client || !reaches(ctx.actor.reach?.(permission) ?? [], client.org_id))
    throw problem.grantUnknown()
  return grant
}
