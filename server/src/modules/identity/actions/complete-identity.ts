import { authorizationCodeGrant } from 'openid-client'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import type { Cookie, Origin } from '../../../kernel/route.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { type Told, toldBy } from '../rules/provider.ts'
import type { Provider } from '../schema.ts'
import { type Account, findAccount, findFederated, insertFederated } from '../store/accounts.ts'
import { findFactors } from '../store/credentials.ts'
import { type Flow, flowCookie, providerOf, returnAddress } from './begin-identity.ts'
import { checkRealName } from './check-real-name.ts'
import { endCookieSession } from './end-cookie-session.ts'
import { openSession } from './open-session.ts'
import { openSubjectAccount } from './open-subject-account.ts'
import { requireSafeWay } from './require-safe-way.ts'

/**
 * Ends signing in with a provider: code, state, nonce, issuer and key are checked, the identity leads to its account,
 * and one that is new opens an account for the file of whoever it is. No claim ever gives rights of staff; a member
 * of staff still shows the second factor here.
 */
export async function completeIdentity(
  ctx: Ctx,
  id: string,
  query: Record<string, string>,
  from: Origin & { agent: string | undefined },
): Promise<{ isFull: boolean; cookies: Cookie[] }> {
  requireSafeWay(ctx, from)
  const flow = flowOf(ctx, from.cookie(flowCookie))
  if (flow?.provider !== id || flow.until < ctx.now.getTime()) throw problem.providerRefused()
  const { provider, configuration } = await providerOf(ctx, id)
  const url = new URL(returnAddress(ctx, id))
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const tokens = await authorizationCodeGrant(configuration, url, {
    pkceCodeVerifier: flow.verifier,
    expectedState: flow.state,
    expectedNonce: flow.nonce,
    idTokenExpected: true,
  }).catch((cause: unknown) => {
    throw problem.providerRefused(undefined, cause)
  })
  const claims = tokens.claims()
  if (!claims) throw problem.providerRefused()
  const known = await accountOf(ctx, provider, claims.sub)
  const told = known ? null : toldBy(claims as Record<string, unknown>, provider.claims)
  if (!known && told === null) throw problem.notReal()
  if (told !== null && !provider.realName) await confirm(ctx, told)
  return ctx.inTransaction(async (tx) => {
    const account = known ?? (await newAccount(tx, provider, claims.sub, told!))
    if (account.state !== 'active') throw problem.providerRefused()
    const isFull = account.kind === 'subject' && !(await hasFactor(tx, account.id))
    await endCookieSession(tx, from)
    const { id: session, cookies } = await openSession(tx, account.id, isFull, from)
    await recordLeaf(tx, {
      action: 'identity.sign-in',
      object: account.id,
      digest: digestOf(session),
      detail: { provider: provider.id },
    })
    return {
      isFull,
      cookies: [...cookies, { name: flowCookie, value: '', seconds: 0, sameSite: 'Lax' as const }],
    }
  })
}

const hasFactor = async (ctx: Ctx, accountId: string) =>
  (await findFactors(ctx, accountId)).some((factor) => factor.confirmed_at !== null)

async function accountOf(ctx: Ctx, provider: Provider, subject: string): Promise<Account | undefined> {
  const found = await findFederated(ctx, provider.id, subject)
  return found && findAccount(ctx, { id: found.account_id })
}

async function newAccount(tx: Ctx, provider: Provider, subject: string, told: Told): Promise<Account> {
  const login = `${provider.id}-${digestOf(`${provider.issuer} ${subject}`).slice(0, 24)}`
  const account = await openSubjectAccount(tx, {
    login,
    name: told.company ?? told.name,
    number: told.number,
    uscc: told.uscc,
  })
  if (!(await insertFederated(tx, provider.id, subject, account.id))) throw problem.providerRefused()
  return account
}

const confirm = (ctx: Ctx, told: Told) =>
  checkRealName(
    ctx,
    told.uscc === null
      ? { kind: 'person', name: told.name, number: told.number ?? '' }
      : {
          kind: 'company',
          name: told.name,
          number: told.number ?? '',
          company: told.company ?? '',
          uscc: told.uscc,
        },
  )

function flowOf(ctx: Ctx, sealed: string | undefined): Flow | null {
  try {
    return sealed === undefined ? null : (JSON.parse(ctx.keys.open(sealed, 'identity.flow')) as Flow)
  } catch {
    return null
  }
}
