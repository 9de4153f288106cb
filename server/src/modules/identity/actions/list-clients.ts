import type { Ctx } from '../../../kernel/context.ts'
import { listGrants, listClients as readClients } from '../store/clients.ts'

/** Clients of the bodies the actor's permission reaches, by id, with their grants; paged by id. */
export async function listClients(ctx: Ctx, after: string, limit: number) {
  const clients = await readClients(ctx, ctx.actor.reach?.('grants:read') ?? [], after, limit + 1)
  const page = clients.slice(0, limit)
  const grants = await listGrants(
    ctx,
    page.map(({ id }) => id),
  )
  return {
    items: page.map((client) => ({
      id: client.id,
      orgId: client.org_id,
      title: client.title,
      state: client.state,
      grants: grants
        .filter((grant) => grant.client_id === client.id)
        .map((grant) => ({
          id: grant.id,
          service: grant.service,
          fields: grant.fields,
          purpose: grant.purpose,
          legalBasis: grant.legal_basis,
          validFrom: grant.valid_from,
          validTo: grant.valid_to,
          quotaPerDay: grant.quota_per_day,
          approvals: [grant.approver1, grant.approver2].filter((one) => one !== null).length,
          isRevoked: grant.revoked_at !== null,
        })),
    })),
    next: clients.length > limit ? page.at(-1)!.id : null,
  }
}
