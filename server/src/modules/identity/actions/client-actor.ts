import { dayOf } from '../../../kernel/clock.ts'
import type { Actor, Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { httpProblem } from '../../../kernel/http/index.ts'
import { problem } from '../problems.ts'
import { findAccessToken, useGrant } from '../store/clients.ts'
import { certificatePrint } from './issue-access-token.ts'
import { proveKey } from './prove-key.ts'

export type ShownToken = {
  scheme: 'DPoP' | 'Bearer'
  token: string
  proof: string | undefined
  certificate: string | null
  method: string
  /** Path of the request, without its query. */
  path: string
}

/**
 * The client an access token acts for, with the grants in force now. A token without the key or certificate it is
 * bound to is worth nothing. Problem: unauthenticated.
 */
export async function clientActor(ctx: Ctx, shown: ShownToken): Promise<Actor> {
  const day = dayOf(ctx.now)
  const found = await findAccessToken(ctx, Buffer.from(digestOf(shown.token), 'hex'), day)
  if (!found || (found.bound_by === 'key') !== (shown.scheme === 'DPoP')) throw httpProblem.unauthenticated()
  const url = `${ctx.settings.publicUrl}${shown.path}`
  const held =
    found.bound_by === 'key'
      ? shown.proof && (await proveKey(ctx, shown.proof, { method: shown.method, url, token: shown.token }))
      : certificatePrint(shown.certificate)
  if (held !== found.bound_to) throw problem.proofWrong()
  return {
    id: `client:${found.client_id}`,
    orgId: found.org_id,
    may: (permission) => found.grants.some((grant) => grant.service === permission),
    reach: (permission) =>
      found.grants
        .filter((grant) => grant.service === permission)
        // What may be read is what was approved; what is sent is the client's own body's.
        .map(() => ({ bodies: permission === 'archive:read' ? null : [found.org_id], kinds: null })),
    fields: (permission) =>
      found.grants.filter((grant) => grant.service === permission).flatMap((grant) => grant.fields),
    spend: async (permission) => {
      for (const grant of found.grants.filter(({ service }) => service === permission))
        if (await ctx.inTransaction((tx) => useGrant(tx, grant.id, day, grant.quota))) return
      throw problem.quotaUsedUp()
    },
  }
}
