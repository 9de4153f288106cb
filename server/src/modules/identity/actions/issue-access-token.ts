import { randomBytes, X509Certificate } from 'node:crypto'
import { type CryptoKey, importJWK, type JWK, jwtVerify } from 'jose'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import type { Origin } from '../../../kernel/route.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { type PublicKey, signatureAlgorithms } from '../rules/key-set.ts'
import { tokenHeader } from '../rules/token-header.ts'
import { type Client, findClient, insertAccessToken, spend } from '../store/clients.ts'
import { proveKey } from './prove-key.ts'

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const typs = ['JWT', 'client-authentication+jwt']
/** An access token is in force so long. */
const accessSeconds = 300
/** An assertion must end within so long, and may be so much ahead of our clock. */
const assertionS = 60
const aheadS = 5

export type TokenForm = {
  grant_type: string
  client_id?: string | undefined
  client_assertion_type?: string | undefined
  client_assertion?: string | undefined
}

/**
 * An access token for a system that proved itself by a signature of its own key (private_key_jwt, RFC 7523) and
 * showed what the token is bound to: a key (DPoP) or the certificate a proxy of ours has checked. Every refusal is
 * one answer.
 */
export async function issueAccessToken(
  ctx: Ctx,
  form: TokenForm,
  shown: { proof: string | undefined; from: Origin },
): Promise<{ access_token: string; token_type: 'DPoP' | 'Bearer'; expires_in: number }> {
  if (form.grant_type !== 'client_credentials')
    throw problem.grantTypeWrong({ error: 'unsupported_grant_type' })
  const client =
    form.client_assertion_type === assertionType ? await clientOf(ctx, form.client_assertion ?? '') : null
  if (client === null || (form.client_id !== undefined && form.client_id !== client.id))
    throw problem.clientRefused({ error: 'invalid_client' })
  const bound = await boundBy(ctx, client, shown)
  const token = `xa_${randomBytes(32).toString('base64url')}`
  await ctx.inTransaction(async (tx) => {
    await insertAccessToken(tx, {
      digest: Buffer.from(digestOf(token), 'hex'),
      client_id: client.id,
      bound_by: bound.by,
      bound_to: bound.to,
      issued_at: tx.now,
      expires_at: new Date(tx.now.getTime() + accessSeconds * 1_000),
    })
    await recordLeaf(
      { ...tx, actor: { ...tx.actor, id: `client:${client.id}` } },
      { action: 'identity.issue-access-token', object: client.id, digest: digestOf(digestOf(token)) },
    )
  })
  return {
    access_token: token,
    token_type: bound.by === 'key' ? 'DPoP' : 'Bearer',
    expires_in: accessSeconds,
  }
}

async function boundBy(ctx: Ctx, client: Client, shown: { proof: string | undefined; from: Origin }) {
  if (shown.proof !== undefined) {
    const url = `${ctx.settings.publicUrl}/v1/oauth/token`
    const to = await proveKey(ctx, shown.proof, { method: 'POST', url, token: null })
    if (to === null) throw problem.proofWrong({ error: 'invalid_dpop_proof' })
    return { by: 'key' as const, to }
  }
  const to = certificatePrint(shown.from.certificate)
  if (to === null || !client.certificates.includes(to))
    throw problem.proofWrong({ error: 'invalid_dpop_proof' })
  return { by: 'certificate' as const, to }
}

/** SHA-256 of a certificate as proxies hand it over, base64url (x5t#S256); null when it is none. */
export function certificatePrint(text: string | null): string | null {
  if (text === null) return null
  try {
    const { fingerprint256 } = new X509Certificate(decodeURIComponent(text))
    return Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url')
  } catch {
    return null
  }
}

/** The client whose key signed the assertion: the key is looked up among the client's own, by kid, never taken along. */
async function clientOf(ctx: Ctx, assertion: string): Promise<Client | null> {
  const header = tokenHeader(assertion)
  if (header === null || !(signatureAlgorithms as readonly string[]).includes(header.alg)) return null
  if (header.typ !== undefined && !typs.includes(header.typ as string)) return null
  const claims = claimsOf(assertion)
  const client = typeof claims?.iss === 'string' ? await findClient(ctx, claims.iss.slice(0, 100)) : undefined
  if (client?.state !== 'active') return null
  const key = (client.jwks as unknown as PublicKey[]).find((one) => one.kid === header.kid)
  if (!key || (key.alg !== undefined && key.alg !== header.alg)) return null
  try {
    const { payload } = await jwtVerify(assertion, (await importJWK(key as JWK, header.alg)) as CryptoKey, {
      algorithms: [header.alg],
      issuer: client.id,
      subject: client.id,
      requiredClaims: ['exp', 'jti', 'aud'],
      clockTolerance: aheadS,
      currentDate: ctx.now,
    })
    const now = ctx.now.getTime() / 1_000
    const { jti, exp, iat, aud } = payload
    if (aud !== ctx.settings.publicUrl || typeof jti !== 'string' || jti.length < 8 || jti.length > 200)
      return null
    if (
      exp! > now + assertionS + aheadS ||
      (iat !== undefined && (iat > now + aheadS || exp! - iat > assertionS))
    )
      return null
    const key32 = Buffer.from(digestOf(`assertion ${client.id} ${jti}`), 'hex')
    const isFirst = await ctx.inTransaction((tx) => spend(tx, key32, new Date((exp! + 2 * aheadS) * 1_000)))
    return isFirst ? client : null
  } catch {
    return null
  }
}

function claimsOf(token: string): { iss?: unknown } | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null ? claims : null
  } catch {
    return null
  }
}
