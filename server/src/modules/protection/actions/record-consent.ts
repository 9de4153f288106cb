import { checkResidentId, checkUscc } from '@xinqiao/standards'
import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { reaches } from '../../identity/index.ts'
import { problem } from '../problems.ts'
import type { SubjectNumber } from '../schema.ts'
import { giveConsent, type Wish } from './give-consent.ts'

/**
 * An officer records a consent that was signed on paper: the digest of the form is the proof. Only for recipients that
 * the officer's permission reaches; another body is, to the officer, not there.
 */
export async function recordConsent(
  ctx: Ctx,
  wish: Wish & { subject: SubjectNumber; proof: string },
): Promise<{ id: string }> {
  const { subject, proof, ...what } = wish
  if (!reaches(ctx.actor.reach?.('consents:write') ?? [], wish.recipientOrg))
    throw problem.recipientUnknown({ found: wish.recipientOrg })
  const checked =
    subject.scheme === 'uscc' ? checkUscc(subject.number) : checkResidentId(subject.number, dayOf(ctx.now))
  if (!checked.ok) throw problem.numberWrong({ reason: checked.reason })
  const key = ctx.keys.identityOf(subject.scheme, checked.value)
  return giveConsent(ctx, key, what, { form: 'document', digest: proof })
}
