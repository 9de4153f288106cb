import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { browser, cookiesOf, residentNumber, send } from '../../../../test/support/people.ts'
import { loadPolicy, testServer } from '../../../../test/support/server.ts'
import { inviteFirstAdministrator } from '../actions/first-administrator.ts'
import { codeOf } from '../rules/second-factor.ts'

let database: TestDatabase
let server: FastifyInstance
let now = new Date('2026-06-01T01:00:00Z')
const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database, { now: () => now })
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const password = '黄河入海流欲穷千里目更上一层楼'
type Reply = { next: string; code?: string; recoveryCodes?: string[]; id?: string; secret?: string }
const post = (url: string, payload: object, cookie?: string, over: Record<string, string> = {}) =>
  send<Reply>(server, 'POST', url, { ...browser(cookie), ...over }, payload)
let secret = ''

/** Signs in with both factors; the clock moves a step on, so that a code is always a new one. */
async function signedIn(): Promise<string> {
  later(31_000)
  const first = await post('/v1/session', { login: 'admin', password })
  const second = await post('/v1/session/code', { code: codeOf(secret, now) }, cookiesOf(first.headers))
  expect(second.body.next).toBe('signedIn')
  return cookiesOf(second.headers)
}

describe('the first administrator', () => {
  test('there is no account before the one-time token was used', async () => {
    for (const login of ['admin', 'root', 'system', 'administrator'])
      for (const guess of ['admin', 'password', '123456', password])
        expect((await post('/v1/session', { login, password: guess })).status).toBe(401)
    later(3_600_000)
  })

  test('is made with the one-time token, once, and then with a second factor only', async () => {
    const old = (await database.act(inviteFirstAdministrator, { now }))!
    const { token } = (await database.act(inviteFirstAdministrator, { now }))!
    const wish = { login: 'Admin', name: '王敏', number: residentNumber(1), password }
    expect((await post('/v1/session/first-administrator', { ...wish, token: old.token })).status).toBe(403)
    const tries = await Promise.all(
      [1, 2, 3, 4].map(() => post('/v1/session/first-administrator', { ...wish, token })),
    )
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1)
    const cookie = cookiesOf(tries.find(({ status }) => status === 200)!.headers)
    expect((await send(server, 'GET', '/v1/accounts', browser(cookie))).body.code).toBe(
      'http.secondFactorNeeded',
    )
    const offer = await post('/v1/factors/totp', { name: '手机' }, cookie)
    secret = offer.body.secret!
    const confirmed = await post(
      `/v1/factors/totp/${offer.body.id}/confirmation`,
      { code: codeOf(secret, now) },
      cookie,
    )
    expect(confirmed.body.next).toBe('signedIn')
    expect(new Set(confirmed.body.recoveryCodes).size).toBe(10)
    expect((await send(server, 'GET', '/v1/accounts', browser(cookiesOf(confirmed.headers)))).status).toBe(
      200,
    )
    expect(await database.act(inviteFirstAdministrator, { now })).toBeNull()
  })

  test('has a day to use the token', async () => {
    const fresh = await testDatabase()
    const { token } = (await fresh.act(inviteFirstAdministrator, { now }))!
    const late = testServer(fresh, { now: () => new Date(now.getTime() + 24 * 3_600_000 + 1) })
    const reply = await send(late, 'POST', '/v1/session/first-administrator', browser(), {
      token,
      login: 'admin',
      name: '王敏',
      number: residentNumber(1),
      password,
    })
    expect([reply.status, reply.body.code]).toEqual([403, 'identity.tokenEnded'])
    await late.close()
    await fresh.close()
  })
})

describe('a session', () => {
  test('has another id after each step, and the id before opens nothing', async () => {
    later(31_000)
    const planted = 'xq_session=planted-by-somebody-else-0123456789abcdefghij'
    const first = await post('/v1/session', { login: 'admin', password }, planted)
    const before = cookiesOf(first.headers)
    const second = await post('/v1/session/code', { code: codeOf(secret, now) }, before)
    const after = cookiesOf(second.headers)
    expect(before).not.toContain('planted')
    expect(after.split(';')[0]).not.toBe(before.split(';')[0])
    expect((await send(server, 'GET', '/v1/session', browser(before))).status).toBe(401)
    expect((await send(server, 'GET', '/v1/session', browser(after))).body).toMatchObject({
      login: 'admin',
      isFull: true,
      roles: ['systemOfficer'],
    })
    later(31_000)
    const again = await post('/v1/session/code', { code: codeOf(secret, now) }, after)
    const late = await send(server, 'GET', '/v1/session', browser(after))
    expect(late.status).toBe(401)
    // It may arrive after the new id: it must not take that away.
    expect(late.headers['set-cookie']).toBeUndefined()
    expect((await send(server, 'GET', '/v1/session', browser(cookiesOf(again.headers)))).status).toBe(200)
  })

  test('is not taken from a browser by a wrong password or a wrong token', async () => {
    const cookie = await signedIn()
    const wrong = await post('/v1/session', { login: 'admin', password: 'not the password 3' }, cookie)
    const token = await send(server, 'GET', '/v1/batches', {
      ...browser(cookie),
      authorization: 'Bearer xq_none',
    })
    for (const reply of [wrong, token]) {
      expect(reply.status).toBe(401)
      expect(reply.headers['set-cookie']).toBeUndefined()
    }
    expect((await send(server, 'GET', '/v1/session', browser(cookie))).status).toBe(200)
  })

  test('ends after thirty minutes of nothing and after eight hours of anything', async () => {
    const idle = await signedIn()
    later(30 * 60_000 + 1_000)
    expect((await send(server, 'GET', '/v1/session', browser(idle))).status).toBe(401)
    const busy = await signedIn()
    for (let minutes = 0; minutes < 475; minutes += 25) {
      later(25 * 60_000)
      expect((await send(server, 'GET', '/v1/session', browser(busy))).status).toBe(minutes < 475 ? 200 : 401)
    }
    later(6 * 60_000)
    expect((await send(server, 'GET', '/v1/session', browser(busy))).status).toBe(401)
  })

  test('is listed and ended by its owner, and by signing out', async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const list = await send<{ items: { id: string; isThis: boolean }[] }>(
      server,
      'GET',
      '/v1/sessions',
      browser(two),
    )
    const other = list.body.items.find(({ isThis }) => !isThis)!
    expect((await send(server, 'DELETE', `/v1/sessions/${other.id}`, browser(two))).status).toBe(200)
    expect((await send(server, 'GET', '/v1/session', browser(one))).status).toBe(401)
    const out = await send(server, 'DELETE', '/v1/session', browser(two))
    expect(String(out.headers['set-cookie'])).toMatch(/Max-Age=0/)
    expect((await send(server, 'GET', '/v1/session', browser(two))).status).toBe(401)
  })

  test('cookie is out of reach of scripts and other sites, and tied to the host where there is TLS', async () => {
    const plain = await post('/v1/session', { login: 'admin', password })
    expect(String(plain.headers['set-cookie'])).toMatch(
      /^xq_session=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Strict$/,
    )
    const tls = testServer(database, { now: () => now, config: { publicUrl: 'https://credit.example.cn' } })
    const headers = { ...browser(), host: 'credit.example.cn', origin: 'https://credit.example.cn' }
    const reply = await send(tls, 'POST', '/v1/session', headers, { login: 'admin', password })
    expect(String(reply.headers['set-cookie'])).toMatch(
      /^__Host-xq_session=.*; HttpOnly; SameSite=Strict; Secure$/,
    )
    expect(reply.headers['strict-transport-security']).toMatch(/max-age=\d{8}/)
    await tls.close()
  })

  test('is not begun over a way that others can read', async () => {
    const reply = await server.inject({
      method: 'POST',
      url: '/v1/session',
      remoteAddress: '203.0.113.7',
      headers: browser(),
      payload: { login: 'admin', password },
    })
    expect([reply.statusCode, reply.json().code]).toEqual([403, 'identity.notSecure'])
  })

  test('changes nothing for another site, nor for a request that hides where it began', async () => {
    const cookie = await signedIn()
    const hostile = [
      { cookie, host: 'localhost:8080', origin: 'https://evil.example' },
      { cookie, host: 'localhost:8080', 'sec-fetch-site': 'cross-site' },
      { cookie, host: 'localhost:8080', 'sec-fetch-site': 'same-site' },
      { cookie, host: 'localhost:8080', origin: 'null' },
      { cookie, host: 'localhost:8080' },
    ]
    for (const headers of hostile)
      expect((await send(server, 'POST', '/v1/factors/recovery-codes', headers)).body.code).toBe(
        'http.crossSite',
      )
    expect((await send(server, 'GET', '/v1/session', browser(cookie))).status).toBe(200)
  })
})
