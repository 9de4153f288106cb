import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { reaches } from '../../identity/index.ts'
import { problem } from '../problems.ts'
import { type ConsentRow, findConsent, revokeConsentRow } from '../store/consents.ts'

/** The subject takes its consent back; whoever reads next reads without it. Problem: consentUnknown. */
export async function revokeConsent(ctx: Ctx, id: string): Promise<void> {
  const consent = await findConsent(ctx, id)
  if (!consent || !ctx.actor.own || consent.subject_key !== ctx.actor.own) throw problem.consentUnknown()
  await end(ctx, consent, null)
}

/** An officer notes that a subject took a consent back that the officer's permission reaches. */
export async function revokeForSubject(ctx: Ctx, id: string, reason: string): Promise<void> {
  const consent = await findConsent(ctx, id)
  if (!consent || !reaches(ctx.actor.reach?.('consents:write') ?? [], consent.recipient_org))
    throw problem.consentUnknown()
  await end(ctx, consent, reason)
}

async function end(ctx: Ctx, consent: ConsentRow, reason: string | null): Promise<void> {
  if (!(await revokeConsentRow(ctx, consent.id, ctx.actor.id, reason))) throw problem.consentRevoked()
  await recordLeaf(ctx, {
    action: 'protection.revoke-consent',
    object: consent.id,
    digest: digestOf(JSON.stringify([consent.id, reason])),
    detail: { recipient: consent.recipient_org, purpose: consent.purpose },
    subjectId: consent.subject_key,
  })
}
