import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { findCovering } from '../store/consents.ts'

export type Reading = {
  /** Every key that names the subject: its id and the keys of its identifiers. */
  subjectKeys: readonly string[]
  recipientOrg: string
  purpose: string
  kind: string
  /** Fields to be read; empty is all of them. */
  fields: readonly string[]
}

const keysMax = 50

/**
 * The consent on which a reading may rest now; null when the subject has given none that covers it whole. Asked at
 * every reading and never remembered, so that a revocation acts at the next request.
 */
export async function consentFor(
  ctx: Pick<Ctx, 'db' | 'now'>,
  reading: Reading,
): Promise<{ id: string; validTo: string } | null> {
  if (reading.subjectKeys.length === 0 || reading.subjectKeys.length > keysMax) return null
  const found = await findCovering(ctx, { ...reading, fields: [...reading.fields] }, dayOf(ctx.now))
  return found === undefined ? null : { id: found.id, validTo: found.valid_to }
}
