import { Ajv } from 'ajv'
import { importJWK, type JWK } from 'jose'
import {
  allowInsecureRequests,
  buildAuthorizationUrl,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  PrivateKeyJwt,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { isLoopback } from '../../../kernel/config.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { fetchOut } from '../../../kernel/outbound/index.ts'
import type { Cookie } from '../../../kernel/route.ts'
import { problem } from '../problems.ts'
import { type Provider, ProviderShape } from '../schema.ts'

/** What a browser carries through the provider and back, sealed: nothing of it can be read or made by others. */
export type Flow = { provider: string; verifier: string; state: string; nonce: string; until: number }

export const flowCookie = 'xq_flow'
const flowSeconds = 600
const isProvider = new Ajv({ strict: false }).compile(ProviderShape)

/** The providers of the installation that are well formed. */
export const providersOf = (ctx: Pick<Ctx, 'settings'>): Provider[] =>
  ctx.settings.identityProviders.filter((one): one is Provider => isProvider(one) as boolean)

/** Where a provider sends people back to. */
export const returnAddress = (ctx: Pick<Ctx, 'settings'>, id: string): string =>
  `${ctx.settings.publicUrl}/v1/session/providers/${id}/return`

const known = new Map<string, { at: number; configuration: Promise<Configuration> }>()
const knownMs = 3_600_000

/** The provider as it describes itself, asked again every hour. Problem: providerUnknown. */
export async function providerOf(
  ctx: Pick<Ctx, 'settings'>,
  id: string,
): Promise<{ provider: Provider; configuration: Configuration }> {
  const provider = providersOf(ctx).find((one) => one.id === id)
  if (!provider) throw problem.providerUnknown()
  const key = `${provider.issuer} ${provider.clientId}`
  const kept = known.get(key)
  if (kept && performance.now() - kept.at < knownMs)
    return { provider, configuration: await kept.configuration }
  const configuration = discover(provider, ctx.settings.outboundAllow)
  known.set(key, { at: performance.now(), configuration })
  try {
    return { provider, configuration: await configuration }
  } catch (cause) {
    known.delete(key)
    throw problem.providerRefused(undefined, cause)
  }
}

/** Its description may name other hosts than its own: those are called only where they are on the open internet. */
async function discover(provider: Provider, allowed: readonly string[]): Promise<Configuration> {
  const url = new URL(provider.issuer)
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) throw new Error('the issuer has no TLS')
  const key = provider.clientKey as JWK | undefined
  const proof = key
    ? PrivateKeyJwt({
        key: (await importJWK(key, key.alg ?? 'ES256')) as never,
        ...(key.kid ? { kid: key.kid } : {}),
      })
    : ClientSecretPost(provider.clientSecret ?? '')
  const options = {
    timeout: 10,
    [customFetch]: fetchOut({ named: [url.origin, ...allowed] }),
    ...(url.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {}),
  }
  return discovery(url, provider.clientId, {}, proof, options)
}

/** Begins to sign in with a provider: where the browser goes, and the sealed cookie it brings back. */
export async function beginIdentity(ctx: Ctx, id: string): Promise<{ location: string; cookie: Cookie }> {
  const { provider, configuration } = await providerOf(ctx, id)
  const flow: Flow = {
    provider: id,
    verifier: randomPKCECodeVerifier(),
    state: randomState(),
    nonce: randomNonce(),
    until: ctx.now.getTime() + flowSeconds * 1_000,
  }
  const location = buildAuthorizationUrl(configuration, {
    redirect_uri: returnAddress(ctx, id),
    scope: provider.scope,
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: 'S256',
  })
  const value = ctx.keys.seal(JSON.stringify(flow), 'identity.flow')
  return {
    location: location.href,
    cookie: { name: flowCookie, value, seconds: flowSeconds, sameSite: 'Lax' },
  }
}
