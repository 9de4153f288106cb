import type { Ctx } from '../../../kernel/context.ts'
import { httpProblem } from '../../../kernel/http/index.ts'
import { type ConsentRow, listConsents } from '../store/consents.ts'

/** Consents of the subject signed in, newest first. */
export async function showConsents(ctx: Ctx, cursor: number | undefined, limit: number) {
  if (!ctx.actor.own) throw httpProblem.unauthenticated()
  return page(ctx, { subjectKey: ctx.actor.own }, cursor, limit)
}

/** Consents given to the bodies one sees, newest first. */
export const showRecordedConsents = (ctx: Ctx, cursor: number | undefined, limit: number) =>
  page(ctx, { reach: ctx.actor.reach?.('consents:read') ?? [] }, cursor, limit)

async function page(
  ctx: Ctx,
  whose: Parameters<typeof listConsents>[1],
  cursor = Number.MAX_SAFE_INTEGER,
  limit: number,
) {
  const rows = await listConsents(ctx, whose, cursor, limit)
  return { items: rows.map(told), next: rows.length === limit ? rows.at(-1)!.seq : null }
}

const told = (row: ConsentRow) => ({
  id: row.id,
  recipientOrg: row.recipient_org,
  kinds: row.kinds,
  fields: row.fields,
  purpose: row.purpose,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  proofForm: row.proof_form,
  proof: row.proof.toString('hex'),
  givenAt: row.given_at.toISOString(),
  revokedAt: row.revoked_at?.toISOString() ?? null,
})
