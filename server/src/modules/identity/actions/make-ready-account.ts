import { randomBytes, randomUUID } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { secretOf } from '../rules/second-factor.ts'
import { insertAccount } from '../store/accounts.ts'
import { insertFactor } from '../store/credentials.ts'
import { addRole, type RoleWish } from './give-role.ts'
import { personOf } from './person-of.ts'
import { setPassword } from './set-password.ts'
import { factorPlace } from './show-code.ts'

export type ReadyAccount = { id: string; login: string; password: string; secret: string | null }

/**
 * Makes an account that can sign in at once, with a password and an authenticator secret made now by chance. For the
 * demo and for whoever sits at the machine; no route leads here.
 */
export async function makeReadyAccount(
  ctx: Ctx,
  wish: {
    login: string
    name: string
    number: string
    orgId: string | null
    kind: 'staff' | 'subject'
    ownKey: string | null
    roles: RoleWish[]
  },
): Promise<ReadyAccount> {
  const password = randomBytes(15).toString('base64url')
  const person = await personOf(ctx, wish)
  const account = {
    id: randomUUID(),
    login: wish.login,
    name: wish.name,
    person_id: person.id,
    org_id: wish.orgId,
    kind: wish.kind,
    own_key: wish.ownKey,
    state: 'active' as const,
    created_by: ctx.actor.id,
    created_at: ctx.now,
  }
  if (!(await insertAccount(ctx, account))) throw problem.loginTaken()
  await recordLeaf(ctx, {
    action: 'identity.create-account',
    object: account.id,
    digest: digestOf(account.id),
  })
  await (await setPassword(ctx, account, password))(ctx, account.id)
  for (const role of wish.roles) await addRole(ctx, account, role)
  return {
    id: account.id,
    login: wish.login,
    password,
    secret: wish.kind === 'staff' ? await factorOf(ctx, account.id) : null,
  }
}

async function factorOf(ctx: Ctx, accountId: string): Promise<string> {
  const [id, secret] = [randomUUID(), secretOf(randomBytes(20))]
  await insertFactor(ctx, {
    id,
    account_id: accountId,
    kind: 'totp',
    name: '身份验证器',
    secret_sealed: ctx.keys.seal(secret, factorPlace(id)),
    credential_id: null,
    public_key: null,
    confirmed_at: ctx.now,
    created_at: ctx.now,
  })
  return secret
}
