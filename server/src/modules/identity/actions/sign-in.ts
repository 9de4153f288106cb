import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import type { Cookie, Origin } from '../../../kernel/route.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { plainLogin } from '../rules/login.ts'
import { findAccount } from '../store/accounts.ts'
import { findFactors, findPassword } from '../store/credentials.ts'
import { endCookieSession } from './end-cookie-session.ts'
import { isPassword } from './hash-password.ts'
import { openSession } from './open-session.ts'
import { requireSafeWay } from './require-safe-way.ts'
import { passwordPlace } from './set-password.ts'
import { throttle } from './throttle.ts'

export type Next = 'signedIn' | 'secondFactor' | 'enrolment'

/**
 * Opens a session for whoever knows the password of a login. Unknown, wrong, paused and ended are one answer, after
 * the same work. The session of an account with further factors opens nothing until they are shown.
 */
export async function signIn(
  ctx: Ctx,
  shown: { login: string; password: string },
  from: Origin & { agent: string | undefined },
): Promise<{ next: Next; methods: string[]; cookies: Cookie[] }> {
  requireSafeWay(ctx, from)
  const login = plainLogin(shown.login)
  const account = await findAccount(ctx, { login })
  const forget = await throttle(ctx, { what: 'password', whom: login, accountId: account?.id ?? null }, from)
  const kept = account && (await findPassword(ctx, account.id))
  const hash = account && kept ? ctx.keys.open(kept.sealed, passwordPlace(account.id)) : null
  const isRight = await isPassword(shown.password, hash)
  if (!isRight || account?.state !== 'active') {
    const object = account?.id ?? digestOf(`login ${login}`)
    await ctx.inTransaction((tx) =>
      recordLeaf(tx, {
        action: 'identity.sign-in-failed',
        object,
        digest: digestOf(`${object} ${from.address}`),
      }),
    )
    throw problem.signInFailed()
  }
  await forget()
  const factors = (await findFactors(ctx, account.id)).filter((factor) => factor.confirmed_at !== null)
  const isFull = account.kind === 'subject' && factors.length === 0
  return ctx.inTransaction(async (tx) => {
    await endCookieSession(tx, from)
    const { id, cookies } = await openSession(tx, account.id, isFull, from)
    await recordLeaf(
      { ...tx, actor: { ...tx.actor, id: `account:${account.id}` } },
      {
        action: 'identity.sign-in',
        object: account.id,
        digest: digestOf(id),
        detail: { full: isFull ? 1 : 0 },
      },
    )
    return {
      next: isFull ? 'signedIn' : factors.length > 0 ? 'secondFactor' : 'enrolment',
      methods: [...new Set(factors.map((factor) => factor.kind as string))],
      cookies,
    }
  })
}
