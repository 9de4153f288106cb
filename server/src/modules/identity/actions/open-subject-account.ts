import { randomUUID } from 'node:crypto'
import { checkUscc } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { type Account, insertAccount } from '../store/accounts.ts'
import { personOf } from './person-of.ts'

export type SubjectWish = { login: string; name: string; number: string | null; uscc: string | null }

/**
 * Opens an account that reaches one file: the company's whose code was confirmed, else the person's own. It has no
 * role and never gets one. Whoever calls has confirmed name and numbers.
 */
export async function openSubjectAccount(ctx: Ctx, wish: SubjectWish): Promise<Account> {
  const code = wish.uscc === null ? null : checkUscc(wish.uscc)
  if (code !== null && !code.ok) throw problem.numberWrong({ reason: code.reason })
  if (code === null && wish.number === null) throw problem.numberWrong()
  const person = wish.number === null ? null : await personOf(ctx, { name: wish.name, number: wish.number })
  const account: Account = {
    id: randomUUID(),
    login: wish.login,
    name: wish.name,
    person_id: person?.id ?? null,
    org_id: null,
    kind: 'subject',
    own_key:
      code === null
        ? ctx.keys.identityOf('resident-id', person!.number)
        : ctx.keys.identityOf('uscc', code.value),
    state: 'active',
    created_by: ctx.actor.id,
    created_at: ctx.now,
  }
  if (!(await insertAccount(ctx, account))) throw problem.loginTaken()
  await recordLeaf(ctx, {
    action: 'identity.open-subject-account',
    object: account.id,
    digest: digestOf(JSON.stringify([account.login, account.own_key])),
    detail: { kind: code === null ? 'person' : 'company' },
  })
  return account
}
