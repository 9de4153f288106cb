import { createHash, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { base64url, type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { origin } from './people.ts'
import { ask } from './server.ts'

export type KeyPair = { privateKey: CryptoKey; jwk: JWK }
export type Over = { header?: object; claims?: object; key?: CryptoKey | Uint8Array }
type Token = { access_token: string; token_type: string; expires_in: number; code?: string }

/** A new key pair with its public JWK. */
export async function keyPair(alg = 'ES256'): Promise<KeyPair> {
  const pair = await generateKeyPair(alg, { extractable: true })
  return { privateKey: pair.privateKey, jwk: { ...(await exportJWK(pair.publicKey)), kid: 'main' } }
}

/** A system that calls the platform: what it signs, and what it is answered. Each part can be made wrong. */
export async function oauthClient(server: FastifyInstance, client: string, reads: string, clock: () => Date) {
  const [own, proofKeys] = [await keyPair(), await keyPair()]
  const seconds = () => Math.floor(clock().getTime() / 1_000)
  const assertion = ({ header, claims, key }: Over = {}) =>
    new SignJWT({
      iss: client,
      sub: client,
      aud: origin,
      jti: randomUUID(),
      iat: seconds(),
      exp: seconds() + 50,
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'main', typ: 'JWT', ...header })
      .sign(key ?? own.privateKey)
  const proof = (at: string, token: string | null, { header, claims, key }: Over = {}) => {
    const [method, path] = at.split(' ') as [string, string]
    const { kid: _kid, ...jwk } = proofKeys.jwk
    const ath = token === null ? {} : { ath: base64url.encode(createHash('sha256').update(token).digest()) }
    return new SignJWT({
      htm: method,
      htu: `${origin}${path}`,
      jti: randomUUID(),
      iat: seconds(),
      ...ath,
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: jwk as JWK, ...header })
      .sign(key ?? proofKeys.privateKey)
  }
  const form = (signed: string, over: Record<string, string> = {}) =>
    new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: signed,
      ...over,
    }).toString()
  const askToken = async (signed: string, dpop?: string, over: Record<string, string> = {}) =>
    ask<Token>(server, {
      method: 'POST',
      url: '/v1/oauth/token',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...{ dpop: dpop ?? (await proof('POST /v1/oauth/token', null)) },
      },
      payload: form(signed, over),
    })
  const token = async () => (await askToken(await assertion())).body.access_token
  const read = async (held: string, over: { dpop?: string | null; scheme?: string; url?: string } = {}) => {
    const dpop = over.dpop === undefined ? await proof(`GET ${reads}`, held) : over.dpop
    return ask(server, {
      method: 'GET',
      url: over.url ?? reads,
      headers: { authorization: `${over.scheme ?? 'DPoP'} ${held}`, ...(dpop === null ? {} : { dpop }) },
    })
  }
  return { own, proofKeys, seconds, assertion, proof, form, askToken, token, read }
}
