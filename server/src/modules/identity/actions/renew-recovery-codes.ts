import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { saveRecoveryCodes } from '../store/credentials.ts'
import { recoveryDigest } from './show-code.ts'

const howMany = 10

/** Ten new recovery codes of 80 random bits; they are told once, kept as digests, and the former ones are void. */
export async function renewRecoveryCodes(ctx: Ctx, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, () =>
    randomBytes(10)
      .toString('hex')
      .replace(/(.{5})(?=.)/g, '$1-'),
  )
  const digests = codes.map((code) => recoveryDigest(accountId, code))
  await saveRecoveryCodes(ctx, accountId, digests)
  await recordLeaf(ctx, {
    action: 'identity.renew-recovery-codes',
    object: accountId,
    digest: digestOf(Buffer.concat(digests).toString('hex')),
  })
  return codes
}
