import { checkUscc } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import type { Cookie, Origin } from '../../../kernel/route.ts'
import { problem } from '../problems.ts'
import { isLogin, plainLogin } from '../rules/login.ts'
import { checkRealName } from './check-real-name.ts'
import { openSession } from './open-session.ts'
import { openSubjectAccount } from './open-subject-account.ts'
import { requireSafeWay } from './require-safe-way.ts'
import { keepNotice, requireNotice } from './see-notice.ts'
import { setPassword } from './set-password.ts'
import { throttle } from './throttle.ts'

export type Registration = {
  login: string
  password: string
  name: string
  number: string
  company?: string | undefined
  uscc?: string | undefined
  notice?: string | undefined
}

/** Lets a person, or a company by its representative, register after the real-name check, and opens a session. */
export async function registerSubject(
  ctx: Ctx,
  wish: Registration,
  from: Origin & { agent: string | undefined },
): Promise<{ next: 'signedIn'; cookies: Cookie[] }> {
  requireSafeWay(ctx, from)
  const login = plainLogin(wish.login)
  if (!isLogin(login)) throw problem.loginWrong()
  if (wish.notice !== undefined) await requireNotice(ctx, wish.notice)
  await throttle(ctx, { what: 'password', whom: `register ${wish.number}`, accountId: null }, from)
  const { name, number } = wish
  const uscc = wish.uscc === undefined ? null : wish.uscc
  if (uscc !== null && !checkUscc(uscc).ok) throw problem.numberWrong()
  await checkRealName(
    ctx,
    uscc === null
      ? { kind: 'person', name, number }
      : { kind: 'company', name, number, company: wish.company ?? '', uscc },
  )
  const keep = await setPassword(ctx, { login, name }, wish.password)
  return ctx.inTransaction(async (tx) => {
    const account = await openSubjectAccount(tx, { login, name, number, uscc })
    await keep(tx, account.id)
    if (wish.notice !== undefined) await keepNotice(tx, account.id, wish.notice, true)
    return { next: 'signedIn' as const, cookies: (await openSession(tx, account.id, true, from)).cookies }
  })
}
