import { randomUUID } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { lock } from '../../../kernel/db/act.ts'
import type { Cookie, Origin } from '../../../kernel/route.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { isLogin, plainLogin } from '../rules/login.ts'
import { hasAccounts, insertAccount } from '../store/accounts.ts'
import { peekInvitation, spendInvitation } from '../store/credentials.ts'
import { saveOrganisation } from '../store/organisations.ts'
import { addRole } from './give-role.ts'
import { type Invitation, invitationDigest, invite } from './invite.ts'
import { openSession } from './open-session.ts'
import { personOf } from './person-of.ts'
import { requireSafeWay } from './require-safe-way.ts'
import { setPassword } from './set-password.ts'

const office = {
  id: 'platform',
  title: '平台运营单位',
  kind: 'platform',
  uscc: null,
  regionCode: null,
} as const

/** The one-time token for the first administrator; null once there is any account. A new one ends the one before. */
export async function inviteFirstAdministrator(ctx: Ctx): Promise<Invitation | null> {
  await lock(ctx, 'identity.first-administrator')
  return (await hasAccounts(ctx)) ? null : invite(ctx, null)
}

/**
 * Makes the first account, with the one-time token told at the start: the system officer, who names the security
 * officer, who names everybody else. Nothing but enrolment is open before a second factor is there.
 */
export async function firstAdministrator(
  ctx: Ctx,
  shown: { token: string; login: string; name: string; number: string; password: string },
  from: Origin & { agent: string | undefined },
): Promise<{ next: 'enrolment'; cookies: Cookie[] }> {
  requireSafeWay(ctx, from)
  const digest = invitationDigest(shown.token)
  const found = await peekInvitation(ctx, digest)
  if (found?.account_id !== null) throw problem.tokenEnded()
  const account = { id: randomUUID(), login: plainLogin(shown.login), name: shown.name.trim() }
  if (!isLogin(account.login)) throw problem.loginWrong()
  const keep = await setPassword(ctx, account, shown.password)
  return ctx.inTransaction(async (tx) => {
    await lock(tx, 'identity.first-administrator')
    if ((await spendInvitation(tx, digest))?.account_id !== null || (await hasAccounts(tx)))
      throw problem.tokenEnded()
    await saveOrganisation(tx, office)
    const person = await personOf(tx, shown)
    const row = {
      ...account,
      person_id: person.id,
      org_id: office.id,
      kind: 'staff' as const,
      own_key: null,
      state: 'active' as const,
      created_by: 'first-administrator',
      created_at: tx.now,
    }
    await insertAccount(tx, row)
    await recordLeaf(tx, { action: 'identity.first-administrator', object: row.id, digest: digestOf(row.id) })
    await keep(tx, row.id)
    await addRole(tx, row, { role: 'systemOfficer', scope: { orgId: null, region: null, kinds: null } })
    return { next: 'enrolment' as const, cookies: (await openSession(tx, row.id, false, from)).cookies }
  })
}
