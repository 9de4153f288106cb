import { randomUUID } from 'node:crypto'
import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { organisationsOf } from '../../identity/index.ts'
import { packSet } from '../../policy/index.ts'
import { problem } from '../problems.ts'
import { monthsLater } from '../rules/months-later.ts'
import { entryFor } from '../rules/register.ts'
import { countConsents, insertConsent } from '../store/consents.ts'

export type Wish = {
  recipientOrg: string
  kinds: string[]
  fields?: string[] | undefined
  purpose: string
  validFrom?: string | undefined
  validTo: string
}
export type Proof = { form: 'session' | 'document'; digest: string }

/** Consents of one subject that are open at the same time; more are a mistake or an attack. */
const openMax = 200

/**
 * Keeps a consent of a subject, with its proof. It is for a purpose of the register that rests on consent, for a body
 * the platform knows, and ends no later than the register allows.
 */
export async function giveConsent(
  ctx: Ctx,
  subjectKey: string,
  wish: Wish,
  proof: Proof,
): Promise<{ id: string }> {
  const day = dayOf(ctx.now)
  const validFrom = wish.validFrom ?? day
  const entry = entryFor(await packSet(ctx), day, wish.purpose)
  if (entry?.basis !== 'consent') throw problem.purposeUnknown({ found: wish.purpose })
  const outside = wish.kinds.find((kind) => entry.kinds.length > 0 && !entry.kinds.includes(kind))
  if (outside !== undefined) throw problem.kindNotOfPurpose({ found: outside })
  const latest = monthsLater(validFrom, entry.consentMonthsMax!)
  if (wish.validTo < validFrom || wish.validTo < day || wish.validTo > latest)
    throw problem.periodWrong({ found: wish.validTo, latest })
  if ((await organisationsOf(ctx, [wish.recipientOrg])).size === 0)
    throw problem.recipientUnknown({ found: wish.recipientOrg })
  if ((await countConsents(ctx, subjectKey, day)) >= openMax) throw problem.tooManyConsents({ max: openMax })
  const id = randomUUID()
  const row = {
    id,
    subject_key: subjectKey,
    recipient_org: wish.recipientOrg,
    kinds: wish.kinds,
    fields: wish.fields ?? [],
    purpose: wish.purpose,
    valid_from: validFrom,
    valid_to: wish.validTo,
    proof_form: proof.form,
    proof: Buffer.from(proof.digest, 'hex'),
    given_by: ctx.actor.id,
    given_at: ctx.now,
  }
  await insertConsent(ctx, row)
  await recordLeaf(ctx, {
    action: 'protection.give-consent',
    object: id,
    digest: digestOf(JSON.stringify({ ...row, proof: proof.digest })),
    detail: { recipient: wish.recipientOrg, purpose: wish.purpose, form: proof.form },
    subjectId: subjectKey,
  })
  return { id }
}
