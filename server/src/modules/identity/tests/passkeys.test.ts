import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { browser, cookiesOf, member, origin, send } from '../../../../test/support/people.ts'
import { loadPolicy, testServer } from '../../../../test/support/server.ts'
import { openSession } from '../actions/open-session.ts'

let database: TestDatabase
let server: FastifyInstance
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()
const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64url')

/** CBOR of small maps, numbers, texts and bytes: as much as an authenticator says. */
function cbor(value: unknown): Buffer {
  const head = (major: number, n: number) =>
    n < 24
      ? Buffer.of((major << 5) | n)
      : n < 256
        ? Buffer.of((major << 5) | 24, n)
        : Buffer.of((major << 5) | 25, n >> 8, n & 255)
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  const entries = [...(value as Map<unknown, unknown>)]
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, one]) => [cbor(key), cbor(one)])])
}

/** A software authenticator with one key; whatever a real one would refuse to do, it does on request. */
class Authenticator {
  readonly id = randomBytes(16)
  counter = 0
  private readonly privateKey: KeyObject
  private readonly publicKey: KeyObject
  constructor() {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.privateKey = pair.privateKey
    this.publicKey = pair.publicKey
  }
  private dataOf(flags: number, rpId: string, rest: Buffer = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    return Buffer.concat([sha256(rpId), Buffer.of(flags), counter, rest])
  }
  private clientData(type: string, challenge: string, at: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }))
  }
  make(challenge: string, over: Over = {}) {
    const { x, y } = this.publicKey.export({ format: 'jwk' })
    const key = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x!, 'base64url')],
      [-3, Buffer.from(y!, 'base64url')],
    ])
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.of(0, this.id.length), this.id, cbor(key)])
    const authData = this.dataOf(over.flags ?? 0x45, over.rpId ?? 'localhost', attested)
    const object = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ])
    return {
      id: base64(this.id),
      rawId: base64(this.id),
      type: 'public-key',
      response: {
        clientDataJSON: base64(this.clientData('webauthn.create', challenge, over.origin ?? origin)),
        attestationObject: base64(cbor(object)),
      },
      clientExtensionResults: {},
    }
  }
  show(challenge: string, over: Over = {}) {
    this.counter += over.still ? 0 : 1
    const authenticatorData = this.dataOf(over.flags ?? 0x05, over.rpId ?? 'localhost')
    const clientData = this.clientData(over.type ?? 'webauthn.get', challenge, over.origin ?? origin)
    const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientData)]), this.privateKey)
    return {
      id: base64(over.id ?? this.id),
      rawId: base64(over.id ?? this.id),
      type: 'public-key',
      response: {
        clientDataJSON: base64(clientData),
        authenticatorData: base64(authenticatorData),
        signature: base64(signature),
      },
      clientExtensionResults: { credProps: { rk: true } },
      authenticatorAttachment: 'platform',
    }
  }
}
type Over = { flags?: number; rpId?: string; origin?: string; type?: string; still?: boolean; id?: Buffer }

type Options = { challenge: string }
const ask = async (path: string, headers: Record<string, string>) =>
  (await send<Options>(server, 'POST', path, headers)).body.challenge

/** A member of staff whose only factor is a passkey, and a session of theirs that knows the password only. */
async function withPasskey() {
  const staff = await member(database, { roles: ['creditOfficer'], isFull: false })
  const key = new Authenticator()
  const challenge = await ask('/v1/factors/passkeys/options', staff.headers)
  const made = await send<{ next: string; recoveryCodes: string[] }>(
    server,
    'POST',
    '/v1/factors/passkeys',
    staff.headers,
    {
      name: '安全密钥',
      response: key.make(challenge),
    },
  )
  expect([made.status, made.body.next, made.body.recoveryCodes.length]).toEqual([201, 'signedIn', 10])
  return { key, accountId: staff.accountId, headers: browser(cookiesOf(made.headers)) }
}
async function passwordOnly(accountId: string): Promise<Record<string, string>> {
  const { cookies } = await database.act((ctx) =>
    openSession(ctx, accountId, false, { address: '127.0.0.1', agent: 'x' }),
  )
  return browser(cookies.map(({ name, value }) => `${name}=${value}`).join('; '))
}

describe('a passkey', () => {
  test('is a second factor of its own', async () => {
    const { key, accountId } = await withPasskey()
    const headers = await passwordOnly(accountId)
    expect((await send(server, 'GET', '/v1/doubts', headers)).body.code).toBe('http.secondFactorNeeded')
    const challenge = await ask('/v1/session/passkey/options', headers)
    const shown = await send(server, 'POST', '/v1/session/passkey', headers, key.show(challenge))
    expect(shown.body.next).toBe('signedIn')
    expect((await send(server, 'GET', '/v1/doubts', browser(cookiesOf(shown.headers)))).status).toBe(200)
    expect((await send(server, 'GET', '/v1/doubts', headers)).status).toBe(401)
  })

  test('is refused for another site, another challenge, another key, without its owner, and when it was copied', async () => {
    const { key, accountId } = await withPasskey()
    const stranger = new Authenticator()
    const attempts: ((challenge: string) => object)[] = [
      (challenge) => key.show(challenge, { origin: 'https://evil.example' }),
      (challenge) => key.show(challenge, { rpId: 'evil.example' }),
      (challenge) => key.show(challenge, { type: 'webauthn.create' }),
      (challenge) => key.show(challenge, { flags: 0x01 }),
      (challenge) => key.show(challenge, { flags: 0x00 }),
      () => key.show(base64(randomBytes(32))),
      (challenge) => stranger.show(challenge),
      (challenge) => stranger.show(challenge, { id: key.id }),
    ]
    for (const attempt of attempts) {
      const headers = await passwordOnly(accountId)
      const challenge = await ask('/v1/session/passkey/options', headers)
      const reply = await send(server, 'POST', '/v1/session/passkey', headers, attempt(challenge))
      expect([reply.status, reply.body.code]).toEqual([403, 'identity.passkeyWrong'])
    }
    const headers = await passwordOnly(accountId)
    const first = key.show(await ask('/v1/session/passkey/options', headers))
    expect((await send(server, 'POST', '/v1/session/passkey', headers, first)).status).toBe(200)
    const again = await passwordOnly(accountId)
    const copied = key.show(await ask('/v1/session/passkey/options', again), { still: true })
    expect((await send(server, 'POST', '/v1/session/passkey', again, copied)).status).toBe(403)
  })

  test('answers a challenge once, also fifty times at once, and only the session that was asked', async () => {
    const { key, accountId } = await withPasskey()
    const [one, two] = [await passwordOnly(accountId), await passwordOnly(accountId)]
    const challenge = await ask('/v1/session/passkey/options', one)
    const answer = key.show(challenge)
    expect((await send(server, 'POST', '/v1/session/passkey', two, answer)).status).toBe(403)
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => send(server, 'POST', '/v1/session/passkey', one, answer)),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('is added neither with a challenge meant for showing nor for another account', async () => {
    const { key, headers } = await withPasskey()
    const shows = await ask('/v1/session/passkey/options', headers)
    const add = (response: object) =>
      send(server, 'POST', '/v1/factors/passkeys', headers, { name: 'x', response })
    expect((await add(new Authenticator().make(shows))).body.code).toBe('identity.passkeyWrong')
    const other = await withPasskey()
    const challenge = await ask('/v1/factors/passkeys/options', other.headers)
    const taken = await send(server, 'POST', '/v1/factors/passkeys', other.headers, {
      name: 'x',
      response: key.make(challenge),
    })
    expect(taken.body.code).toBe('identity.passkeyWrong')
  })

  test('that is the last factor stays', async () => {
    const { headers } = await withPasskey()
    const { body } = await send<{ items: { id: string }[] }>(server, 'GET', '/v1/factors', headers)
    const gone = await send(server, 'DELETE', `/v1/factors/${body.items[0]!.id}`, headers)
    expect(gone.body.code).toBe('identity.factorLast')
  })
})
