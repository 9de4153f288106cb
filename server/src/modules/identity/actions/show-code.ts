import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import type { Origin } from '../../../kernel/route.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { stepOf } from '../rules/second-factor.ts'
import { findFactors, spendRecoveryCode, spendStep } from '../store/credentials.ts'
import { acceptFactor, type Raised } from './accept-factor.ts'
import { requireSession } from './require-session.ts'
import { throttle } from './throttle.ts'

/** Where the secret of a factor is sealed for. */
export const factorPlace = (id: string): string => `identity.factor/${id}`

/** The digest a recovery code is kept as; spaces, dashes and case do not matter. */
export const recoveryDigest = (accountId: string, code: string): Buffer =>
  Buffer.from(digestOf(`recovery ${accountId} ${code.toLowerCase().replace(/[\s-]/g, '')}`), 'hex')

/**
 * Takes a code of an authenticator (six digits) or a recovery code. A code counts once, however many requests bring
 * it at the same time.
 */
export async function showCode(ctx: Ctx, code: string, from: Origin): Promise<Raised> {
  const { actor, account } = await requireSession(ctx)
  const forget = await throttle(ctx, { what: 'code', whom: account.id, accountId: account.id }, from)
  const raised = await ctx.inTransaction(async (tx) => {
    if (await isSpentNow(tx, account.id, code))
      return acceptFactor(tx, actor, code.length === 6 ? 'totp' : 'recovery')
    await recordLeaf(tx, {
      action: 'identity.factor-failed',
      object: account.id,
      digest: digestOf(`${actor.session.id} code`),
    })
    return null
  })
  if (raised === null) throw problem.codeWrong()
  await forget()
  return raised
}

async function isSpentNow(tx: Ctx, accountId: string, code: string): Promise<boolean> {
  const plain = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(plain)) return spendRecoveryCode(tx, accountId, recoveryDigest(accountId, code))
  for (const factor of await findFactors(tx, accountId)) {
    if (factor.kind !== 'totp' || factor.confirmed_at === null) continue
    const step = stepOf(tx.keys.open(factor.secret_sealed!, factorPlace(factor.id)), plain, tx.now)
    if (step !== null && (await spendStep(tx, factor.id, step))) return true
  }
  return false
}
