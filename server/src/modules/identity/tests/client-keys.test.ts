import { generateKeyPairSync, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { base64url, calculateJwkThumbprint, exportJWK, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { keyPair, oauthClient } from '../../../../test/support/oauth-client.ts'
import { type Member, member, origin, residentNumber, send } from '../../../../test/support/people.ts'
import { ask, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { ensureOrganisation } from '../index.ts'

let database: TestDatabase
let server: FastifyInstance
const now = new Date()
let system: Member
const client = 'bank-system'
const reads = '/v1/batches'
let kit: Awaited<ReturnType<typeof oauthClient>>

beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database, { now: () => now })
  kit = await oauthClient(server, client, reads, () => now)
  const all = { scope: { orgId: null }, now }
  system = await member(database, { roles: ['systemOfficer'], number: residentNumber(901), ...all })
  await database.act((ctx) => ensureOrganisation(ctx, { id: 'bank', title: '测试银行' }))
  const made = await send(server, 'POST', '/v1/clients', system.headers, {
    id: client,
    orgId: 'bank',
    title: '测试银行系统',
    jwks: { keys: [kit.own.jwk] },
    certificates: [],
  })
  expect(made.status).toBe(201)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

describe('an assertion', () => {
  test('counts once', async () => {
    const signed = await kit.assertion()
    const replies = await Promise.all(Array.from({ length: 20 }, () => kit.askToken(signed)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(19)
  })

  test('is refused when anything about it is not as it must be', async () => {
    const stranger = await keyPair()
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const shared = new TextEncoder().encode(JSON.stringify(kit.own.jwk))
    const unsigned = (header: object) =>
      `${base64url.encode(JSON.stringify(header))}.${base64url.encode(
        JSON.stringify({ iss: client, sub: client, aud: origin, jti: randomUUID(), exp: kit.seconds() + 50 }),
      )}.`
    const wrong: Record<string, string> = {
      'no signature': unsigned({ alg: 'none', kid: 'main' }),
      'no signature, other case': `${unsigned({ alg: 'NonE', kid: 'main' })}AA`,
      'public key as shared secret': await kit.assertion({ header: { alg: 'HS256' }, key: shared }),
      'key brought along': await kit.assertion({ header: { jwk: stranger.jwk }, key: stranger.privateKey }),
      'address of a key': await kit.assertion({ header: { jku: 'http://127.0.0.1/keys' } }),
      'address of a certificate': await kit.assertion({ header: { x5u: 'http://127.0.0.1/cert' } }),
      'certificate brought along': await kit.assertion({ header: { x5c: ['AAAA'] } }),
      'kid of nothing': await kit.assertion({ header: { kid: 'other' } }),
      'kid as a path': await kit.assertion({ header: { kid: '../../../../dev/null' } }),
      'kid as SQL': await kit.assertion({ header: { kid: "main' or '1'='1" } }),
      'no kid': await kit.assertion({ header: { kid: undefined } }),
      'wrong kind': await kit.assertion({ header: { typ: 'dpop+jwt' } }),
      'another audience': await kit.assertion({ claims: { aud: 'https://other.example' } }),
      'the token address as audience': await kit.assertion({ claims: { aud: `${origin}/v1/oauth/token` } }),
      'many audiences': await kit.assertion({ claims: { aud: [origin, 'https://other.example'] } }),
      expired: await kit.assertion({ claims: { iat: kit.seconds() - 120, exp: kit.seconds() - 60 } }),
      'in force too long': await kit.assertion({ claims: { exp: kit.seconds() + 3_600 } }),
      'without an end': await kit.assertion({ claims: { exp: undefined } }),
      'without a number': await kit.assertion({ claims: { jti: undefined } }),
      'of somebody else': await kit.assertion({ claims: { sub: 'other-system' } }),
      'issued by somebody else': await kit.assertion({ claims: { iss: 'other-system' } }),
      'signed by a stranger': await kit.assertion({ key: stranger.privateKey }),
      'another algorithm': await new SignJWT({
        iss: client,
        sub: client,
        aud: origin,
        jti: randomUUID(),
        exp: kit.seconds() + 50,
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'main' })
        .sign(rsa.privateKey),
      'not a token': 'a.b.c',
      '': '',
    }
    for (const [what, signed] of Object.entries(wrong)) {
      const reply = await kit.askToken(signed)
      expect([what, reply.status, reply.body.code]).toEqual([what, 401, 'identity.clientRefused'])
    }
    expect((await kit.askToken(await kit.assertion())).status).toBe(200)
  })

  test('asks for nothing but client_credentials, in a form, with a proof of the key', async () => {
    const code = async (over: Record<string, string>) =>
      (await kit.askToken(await kit.assertion(), undefined, over)).status
    expect(await code({ grant_type: 'password' })).toBe(400)
    expect(await code({ client_id: 'other-system' })).toBe(401)
    const json = await ask(server, {
      method: 'POST',
      url: '/v1/oauth/token',
      payload: { grant_type: 'client_credentials' },
    })
    expect(json.status).toBe(415)
    const bare = await ask(server, {
      method: 'POST',
      url: '/v1/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: kit.form(await kit.assertion()),
    })
    expect(bare.body.code).toBe('identity.proofWrong')
    const doubled = await ask(server, {
      method: 'POST',
      url: '/v1/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `${kit.form(await kit.assertion())}&grant_type=client_credentials`,
    })
    expect(doubled.status).toBe(400)
  })
})

describe('keys of a client', () => {
  const register = (keySet: object[], id = `sys-${randomUUID().slice(0, 8)}`) =>
    send(server, 'POST', '/v1/clients', system.headers, {
      id,
      orgId: 'bank',
      title: '系统',
      jwks: { keys: keySet },
      certificates: [],
    })

  test('that are private, shared, weak or doubled are refused', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const wrong = [
      [{ ...(await exportJWK(kit.own.privateKey)), kid: 'main' }],
      [{ kty: 'oct', k: 'AAAA', kid: 'main' }],
      [{ ...publicKey.export({ format: 'jwk' }), kid: 'main' }],
      [kit.own.jwk, kit.own.jwk],
      [{ ...kit.own.jwk, kid: undefined }],
      [{ ...kit.own.jwk, alg: 'HS256' }],
      [{ kty: '__proto__', kid: 'main' }],
    ]
    for (const keySet of wrong) expect((await register(keySet)).body.code).toBe('identity.keysWrong')
    expect((await register([kit.own.jwk])).status).toBe(201)
    expect(await calculateJwkThumbprint(kit.own.jwk)).toMatch(/^[\w-]{43}$/)
  })
})
