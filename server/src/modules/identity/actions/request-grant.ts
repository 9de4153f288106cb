import { randomUUID } from 'node:crypto'
import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { httpProblem } from '../../../kernel/http/index.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { reaches } from '../rules/powers.ts'
import { findClient, insertGrant } from '../store/clients.ts'

export type GrantWish = {
  clientId: string
  service: string
  fields: string[]
  purpose: string
  legalBasis: string
  validFrom: string
  validTo: string
  quotaPerDay: number
}

/** Asks for a grant for a client of a body one may ask for. Nothing is granted before two people approved it. */
export async function requestGrant(ctx: Ctx, wish: GrantWish): Promise<{ id: string }> {
  const client = await findClient(ctx, wish.clientId)
  const reach = ctx.actor.reach?.('grants:request') ?? []
  if (client?.state !== 'active' || !reaches(reach, client.org_id)) throw problem.clientUnknown()
  if (wish.validTo < wish.validFrom || wish.validTo < dayOf(ctx.now))
    throw httpProblem.invalid({ field: 'validTo' })
  const id = randomUUID()
  await insertGrant(ctx, {
    id,
    client_id: wish.clientId,
    service: wish.service,
    fields: wish.fields,
    purpose: wish.purpose,
    legal_basis: wish.legalBasis,
    valid_from: wish.validFrom,
    valid_to: wish.validTo,
    quota_per_day: wish.quotaPerDay,
    requested_by: ctx.actor.id,
    requester_person: ctx.actor.session?.personId ?? null,
    requested_at: ctx.now,
  })
  await recordLeaf(ctx, {
    action: 'identity.request-grant',
    object: id,
    digest: digestOf(JSON.stringify(wish)),
    detail: { client: wish.clientId, service: wish.service },
  })
  return { id }
}
