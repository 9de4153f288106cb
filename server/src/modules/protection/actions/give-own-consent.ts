import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { httpProblem } from '../../../kernel/http/index.ts'
import { giveConsent, type Wish } from './give-consent.ts'

/** A subject consents from its own account; the session it is signed in with is the proof. */
export async function giveOwnConsent(ctx: Ctx, wish: Wish): Promise<{ id: string }> {
  const { own, session } = ctx.actor
  if (!own || !session) throw httpProblem.unauthenticated()
  const digest = digestOf(JSON.stringify([session.id, session.accountId, session.provenAt, wish]))
  return giveConsent(ctx, own, wish, { form: 'session', digest })
}
