import { randomBytes, randomUUID } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { enrolmentAddress, secretOf, stepOf } from '../rules/second-factor.ts'
import { deleteFactors, findFactors, insertFactor, spendStep } from '../store/credentials.ts'
import { acceptFactor, type Raised } from './accept-factor.ts'
import { renewRecoveryCodes } from './renew-recovery-codes.ts'
import { requireEnrolment } from './require-enrolment.ts'
import { factorPlace } from './show-code.ts'

/** Offers a new authenticator secret. It counts only when a code of it was shown; an older offer is void. */
export async function enrolTotp(
  ctx: Ctx,
  name: string,
): Promise<{ id: string; secret: string; address: string }> {
  const { account } = await requireEnrolment(ctx)
  const [id, secret] = [randomUUID(), secretOf(randomBytes(20))]
  await deleteFactors(ctx, account.id, { unconfirmed: true })
  await insertFactor(ctx, {
    id,
    account_id: account.id,
    kind: 'totp',
    name: name.slice(0, 60),
    secret_sealed: ctx.keys.seal(secret, factorPlace(id)),
    credential_id: null,
    public_key: null,
    confirmed_at: null,
    created_at: ctx.now,
  })
  return { id, secret, address: enrolmentAddress(secret, account.login) }
}

/** Confirms the offered authenticator with its first code. The first factor of an account brings recovery codes. */
export async function confirmTotp(
  ctx: Ctx,
  id: string,
  code: string,
): Promise<Raised & { recoveryCodes: string[] }> {
  const { actor, account, confirmed } = await requireEnrolment(ctx)
  const offered = (await findFactors(ctx, account.id)).find((f) => f.id === id && f.confirmed_at === null)
  if (!offered?.secret_sealed) throw problem.factorUnknown()
  const step = stepOf(ctx.keys.open(offered.secret_sealed, factorPlace(id)), code, ctx.now)
  if (step === null || !(await spendStep(ctx, id, step))) throw problem.codeWrong()
  await recordLeaf(ctx, {
    action: 'identity.add-factor',
    object: account.id,
    digest: digestOf(id),
    detail: { kind: 'totp' },
  })
  const recoveryCodes = confirmed.length === 0 ? await renewRecoveryCodes(ctx, account.id) : []
  return { ...(await acceptFactor(ctx, actor, 'totp')), recoveryCodes }
}
