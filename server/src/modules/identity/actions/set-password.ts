import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { passwordFaults } from '../rules/password-faults.ts'
import type { Account } from '../store/accounts.ts'
import { savePassword } from '../store/credentials.ts'
import { hashPassword } from './hash-password.ts'

/** Where the hash of an account's password is sealed for. */
export const passwordPlace = (accountId: string): string => `identity.password/${accountId}`

/** Checks a new password, hashes it outside any transaction and answers how to keep it. Problem: passwordWeak. */
export async function setPassword(
  ctx: Pick<Ctx, 'settings'>,
  account: Pick<Account, 'login' | 'name'>,
  password: string,
): Promise<(tx: Ctx, accountId: string) => Promise<void>> {
  const own = [account.login, account.name, 'xinqiao', '信桥']
  const faults = passwordFaults(password, own, ctx.settings.passwordPolicy)
  if (faults.length > 0) throw problem.passwordWeak({ faults })
  const hash = await hashPassword(password)
  return async (tx, accountId) => {
    const sealed = tx.keys.seal(hash, passwordPlace(accountId))
    await savePassword(tx, accountId, sealed)
    await recordLeaf(tx, { action: 'identity.set-password', object: accountId, digest: digestOf(sealed) })
  }
}
