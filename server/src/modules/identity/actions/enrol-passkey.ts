import { randomUUID } from 'node:crypto'
import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import type { AttestationBody } from '../schema.ts'
import { insertFactor } from '../store/credentials.ts'
import { setChallenge, takeChallenge } from '../store/sessions.ts'
import { acceptFactor, type Raised } from './accept-factor.ts'
import { renewRecoveryCodes } from './renew-recovery-codes.ts'
import { requireEnrolment } from './require-enrolment.ts'

/** Begins to add a passkey: what the browser hands to the authenticator. */
export async function enrolPasskey(ctx: Ctx) {
  const { actor, account, confirmed } = await requireEnrolment(ctx)
  const options = await generateRegistrationOptions({
    rpName: 'Xinqiao 信桥',
    rpID: new URL(ctx.settings.publicUrl).hostname,
    userID: new TextEncoder().encode(account.id),
    userName: account.login,
    userDisplayName: account.login,
    attestationType: 'none',
    excludeCredentials: confirmed
      .filter((f) => f.credential_id !== null)
      .map((f) => ({ id: f.credential_id! })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    supportedAlgorithmIDs: [-7, -8, -257],
  })
  await setChallenge(ctx, actor.session.id, `add ${options.challenge}`)
  return options
}

/** Adds the passkey the authenticator made for the challenge of this session; a challenge counts once. */
export async function confirmPasskey(
  ctx: Ctx,
  shown: { name: string; response: AttestationBody },
): Promise<Raised & { id: string; recoveryCodes: string[] }> {
  const { actor, account, confirmed } = await requireEnrolment(ctx)
  const challenge = await ctx.inTransaction((tx) => takeChallenge(tx, actor.session.id))
  if (!challenge?.startsWith('add ')) throw problem.passkeyWrong()
  const url = new URL(ctx.settings.publicUrl)
  const checked = await verifyRegistrationResponse({
    response: shown.response as never,
    expectedChallenge: challenge.slice(4),
    expectedOrigin: url.origin,
    expectedRPID: url.hostname,
    requireUserVerification: true,
  }).catch((cause: unknown) => {
    throw problem.passkeyWrong(undefined, cause)
  })
  if (!checked.verified) throw problem.passkeyWrong()
  const { credential } = checked.registrationInfo
  return ctx.inTransaction(async (tx) => {
    const id = randomUUID()
    const isNew = await insertFactor(tx, {
      id,
      account_id: account.id,
      kind: 'passkey',
      name: shown.name.slice(0, 60),
      secret_sealed: null,
      credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      confirmed_at: tx.now,
      created_at: tx.now,
    })
    if (!isNew) throw problem.passkeyWrong()
    await recordLeaf(tx, {
      action: 'identity.add-factor',
      object: account.id,
      digest: digestOf(credential.id),
      detail: { kind: 'passkey' },
    })
    const recoveryCodes = confirmed.length === 0 ? await renewRecoveryCodes(tx, account.id) : []
    return { ...(await acceptFactor(tx, actor, 'passkey')), id, recoveryCodes }
  })
}
