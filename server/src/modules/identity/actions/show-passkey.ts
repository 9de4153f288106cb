import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import type { AssertionBody } from '../schema.ts'
import { advanceCounter, findFactors } from '../store/credentials.ts'
import { setChallenge, takeChallenge } from '../store/sessions.ts'
import { acceptFactor, type Raised } from './accept-factor.ts'
import { requireSession } from './require-session.ts'

/** Begins to show a passkey: the challenge of this session and the passkeys the account has. */
export async function askPasskey(ctx: Ctx) {
  const { actor, account } = await requireSession(ctx)
  const keys = (await findFactors(ctx, account.id)).filter((factor) => factor.kind === 'passkey')
  const options = await generateAuthenticationOptions({
    rpID: new URL(ctx.settings.publicUrl).hostname,
    allowCredentials: keys.map((factor) => ({ id: factor.credential_id! })),
    userVerification: 'required',
  })
  await setChallenge(ctx, actor.session.id, `show ${options.challenge}`)
  return options
}

/** Takes what the authenticator signed: this session's challenge, our origin, a key of this account, a rising counter. */
export async function showPasskey(ctx: Ctx, response: AssertionBody): Promise<Raised> {
  const { actor, account } = await requireSession(ctx)
  const challenge = await ctx.inTransaction((tx) => takeChallenge(tx, actor.session.id))
  const factor = (await findFactors(ctx, account.id)).find((one) => one.credential_id === response.id)
  const isRight =
    challenge?.startsWith('show ') &&
    factor?.public_key &&
    (await isSigned(ctx, response, challenge.slice(5), factor))
  if (!isRight) {
    await ctx.inTransaction((tx) =>
      recordLeaf(tx, {
        action: 'identity.factor-failed',
        object: account.id,
        digest: digestOf(`${actor.session.id} passkey`),
      }),
    )
    throw problem.passkeyWrong()
  }
  return ctx.inTransaction(async (tx) => {
    if (!(await advanceCounter(tx, factor!.id, isRight.counter))) throw problem.passkeyWrong()
    return acceptFactor(tx, actor, 'passkey')
  })
}

async function isSigned(
  ctx: Ctx,
  response: AssertionBody,
  expectedChallenge: string,
  factor: { credential_id: string | null; public_key: Buffer | null; counter: number },
): Promise<{ counter: number } | null> {
  const url = new URL(ctx.settings.publicUrl)
  const checked = await verifyAuthenticationResponse({
    response: response as never,
    expectedChallenge,
    expectedOrigin: url.origin,
    expectedRPID: url.hostname,
    requireUserVerification: true,
    credential: {
      id: factor.credential_id!,
      publicKey: new Uint8Array(factor.public_key!),
      counter: factor.counter,
    },
  }).catch(() => null)
  return checked?.verified ? { counter: checked.authenticationInfo.newCounter } : null
}
