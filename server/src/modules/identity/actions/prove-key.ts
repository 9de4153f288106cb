import { type CryptoKey, calculateJwkThumbprint, importJWK, type JWK, jwtVerify } from 'jose'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { publicKeys } from '../rules/key-set.ts'
import { tokenHeader } from '../rules/token-header.ts'
import { spend } from '../store/clients.ts'

const algorithms = ['ES256', 'ES384', 'EdDSA', 'PS256', 'RS256']
/** A proof is as old as this at most, and may be so much ahead of our clock. */
const ageS = 60
const aheadS = 5

export type ProofOf = { method: string; url: string; token: string | null }

/**
 * The thumbprint of the key that signed a DPoP proof (RFC 9449) for this request, or null. The proof is young, names
 * this method and address and, with a token, that token; its number counts once.
 */
export async function proveKey(ctx: Ctx, proof: string, of: ProofOf): Promise<string | null> {
  const header = tokenHeader(proof, ['jwk'])
  if (header?.typ !== 'dpop+jwt' || !algorithms.includes(header.alg)) return null
  const [key] = publicKeys({ keys: [{ ...(header.jwk as object), kid: 'proof' }] }) ?? []
  if (!key) return null
  try {
    const { kid: _kid, ...jwk } = key
    const { payload } = await jwtVerify(proof, (await importJWK(jwk as JWK, header.alg)) as CryptoKey, {
      algorithms: [header.alg],
      typ: 'dpop+jwt',
      currentDate: ctx.now,
    })
    const { jti, iat, htm, htu, ath } = payload
    const now = ctx.now.getTime() / 1_000
    if (typeof jti !== 'string' || jti.length < 8 || jti.length > 200) return null
    if (typeof iat !== 'number' || iat > now + aheadS || iat < now - ageS) return null
    if (htm !== of.method || typeof htu !== 'string' || plainUrl(htu) !== plainUrl(of.url)) return null
    if (of.token !== null && ath !== Buffer.from(digestOf(of.token), 'hex').toString('base64url')) return null
    const print = await calculateJwkThumbprint(jwk as JWK)
    const isFirst = await ctx.inTransaction((tx) =>
      spend(tx, Buffer.from(digestOf(`proof ${print} ${jti}`), 'hex'), new Date((iat + 2 * ageS) * 1_000)),
    )
    return isFirst ? print : null
  } catch {
    return null
  }
}

/** An address without query and fragment, as proofs name it. */
function plainUrl(url: string): string | null {
  try {
    const { origin, pathname } = new URL(url)
    return `${origin}${pathname}`
  } catch {
    return null
  }
}
