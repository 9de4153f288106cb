import { randomUUID } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { isLogin, plainLogin } from '../rules/login.ts'
import { reaches } from '../rules/powers.ts'
import { insertAccount } from '../store/accounts.ts'
import { findOrganisations } from '../store.ts'
import { type Invitation, invite } from './invite.ts'
import { personOf } from './person-of.ts'

/**
 * Makes an account for a member of a body's staff, without rights and without a password: the one-time token goes to
 * its holder. Administrators of a body do so for their own body only; another one is, to them, not there.
 */
export async function createAccount(
  ctx: Ctx,
  wish: { login: string; name: string; number: string; orgId: string },
): Promise<{ id: string; invitation: Invitation }> {
  const login = plainLogin(wish.login)
  if (!reaches(ctx.actor.reach?.('accounts:write') ?? [], wish.orgId)) throw problem.organisationUnknown()
  if ((await findOrganisations(ctx, [wish.orgId])).length === 0) throw problem.organisationUnknown()
  if (!isLogin(login)) throw problem.loginWrong()
  const person = await personOf(ctx, wish)
  const id = randomUUID()
  const isNew = await insertAccount(ctx, {
    id,
    login,
    name: wish.name.trim(),
    person_id: person.id,
    org_id: wish.orgId,
    kind: 'staff',
    own_key: null,
    state: 'invited',
    created_by: ctx.actor.id,
    created_at: ctx.now,
  })
  if (!isNew) throw problem.loginTaken()
  await recordLeaf(ctx, {
    action: 'identity.create-account',
    object: id,
    digest: digestOf(JSON.stringify([login, person.id, wish.orgId])),
    detail: { org: wish.orgId },
  })
  return { id, invitation: await invite(ctx, id) }
}
