import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { browser, cookiesOf, residentNumber, send } from '../../../../test/support/people.ts'
import { loadPolicy, testServer } from '../../../../test/support/server.ts'
import { makeReadyAccount } from '../actions/make-ready-account.ts'
import { renewRecoveryCodes } from '../actions/renew-recovery-codes.ts'
import { codeOf } from '../rules/second-factor.ts'
import { findAccount } from '../store/accounts.ts'
import { findFactors, spendStep } from '../store/credentials.ts'

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
  await database.act(
    async (ctx) => {
      const ready = await makeReadyAccount(ctx, {
        login: 'admin',
        name: '王敏',
        number: residentNumber(1),
        orgId: 'platform',
        kind: 'staff',
        ownKey: null,
        roles: [],
      })
      recovery = await renewRecoveryCodes(ctx, ready.id)
      password = ready.password
      secret = ready.secret!
    },
    { now },
  )
})
afterAll(async () => {
  await server.close()
  await database.close()
})

type Reply = { next: string; code?: string; recoveryCodes?: string[]; id?: string; secret?: string }
const post = (url: string, payload: object, cookie?: string, over: Record<string, string> = {}) =>
  send<Reply>(server, 'POST', url, { ...browser(cookie), ...over }, payload)
let [secret, password] = ['', '']
let recovery: string[] = []

/** Signs in with both factors; the clock moves a step on, so that a code is always a new one. */
async function signedIn(): Promise<string> {
  later(31_000)
  const first = await post('/v1/session', { login: 'admin', password })
  const second = await post('/v1/session/code', { code: codeOf(secret, now) }, cookiesOf(first.headers))
  expect(second.body.next).toBe('signedIn')
  return cookiesOf(second.headers)
}

describe('a code', () => {
  test('counts once, also when a hundred requests bring it at the same time', async () => {
    later(31_000)
    const sessions: string[] = []
    for (let i = 0; i < 4; i++)
      sessions.push(cookiesOf((await post('/v1/session', { login: 'admin', password })).headers))
    later(31_000)
    const code = codeOf(secret, now)
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, i) => post('/v1/session/code', { code }, sessions[i % 4])),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    later(3_600_000)
    const [factor] = await findFactors(
      database.ctx(),
      (await findAccount(database.ctx(), { login: 'admin' }))!.id,
    )
    const step = Math.floor(now.getTime() / 30_000)
    const uses = await Promise.all(
      Array.from({ length: 100 }, () => database.act((ctx) => spendStep(ctx, factor!.id, step))),
    )
    expect(uses.filter(Boolean)).toHaveLength(1)
  })

  test('of the step before or after counts, of two steps away not', async () => {
    for (const [shift, status] of [
      [-30_000, 200],
      [30_000, 200],
      [-60_000, 403],
      [60_000, 403],
    ] as const) {
      later(600_000)
      const cookie = cookiesOf((await post('/v1/session', { login: 'admin', password })).headers)
      const code = codeOf(secret, new Date(now.getTime() + shift))
      expect((await post('/v1/session/code', { code }, cookie)).status).toBe(status)
    }
  })

  test('of recovery counts once, in any spelling', async () => {
    later(3_600_000)
    const cookie = cookiesOf((await post('/v1/session', { login: 'admin', password })).headers)
    const code = recovery[0]!.toUpperCase().replaceAll('-', ' ')
    expect((await post('/v1/session/code', { code }, cookie)).body.next).toBe('signedIn')
    const again = cookiesOf((await post('/v1/session', { login: 'admin', password })).headers)
    expect((await post('/v1/session/code', { code }, again)).status).toBe(403)
  })

  test('cannot be guessed: after some tries each takes longer', async () => {
    later(3_600_000)
    const cookie = cookiesOf((await post('/v1/session', { login: 'admin', password })).headers)
    const guesses = []
    for (let i = 0; i < 12; i++)
      guesses.push((await post('/v1/session/code', { code: String(100_000 + i) }, cookie)).status)
    expect(guesses.filter((status) => status === 403)).toHaveLength(5)
    expect(guesses.slice(5)).toEqual(Array(7).fill(429))
    later(3_600_000)
  })
})

describe('a password', () => {
  test('alone adds no factor beside the one there is, and changes nothing', async () => {
    later(31_000)
    const cookie = cookiesOf((await post('/v1/session', { login: 'admin', password })).headers)
    expect((await post('/v1/factors/totp', { name: 'x' }, cookie)).body.code).toBe('identity.factorExists')
    expect((await post('/v1/factors/passkeys/options', {}, cookie)).body.code).toBe('identity.factorExists')
    const change = { current: password, next: '一枝红杏出墙来春色满园关不住' }
    expect((await post('/v1/session/password', change, cookie)).body.code).toBe('identity.factorExists')
  })

  test('that is changed ends all other sessions', async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const next = '一枝红杏出墙来春色满园关不住'
    const changed = await post('/v1/session/password', { current: password, next }, two)
    expect(changed.status).toBe(200)
    expect((await send(server, 'GET', '/v1/session', browser(one))).status).toBe(401)
    const kept = cookiesOf(changed.headers)
    expect((await send(server, 'GET', '/v1/session', browser(kept))).status).toBe(200)
    expect((await post('/v1/session', { login: 'admin', password })).status).toBe(401)
    expect((await post('/v1/session/password', { current: next, next: password }, kept)).status).toBe(200)
  })

  test('wrong, unknown and empty accounts are answered alike', async () => {
    later(3_600_000)
    const bodies = []
    for (const login of ['admin', 'nobody', 'ＡＤＭＩＮ', 'constructor', '__proto__'])
      bodies.push((await post('/v1/session', { login, password: 'not the password' })).body)
    for (const body of bodies) expect({ ...body, trace: '' }).toEqual({ ...bodies[0], trace: '' })
    later(3_600_000)
  })

  test('guessed from one place slows that place and not its owner', async () => {
    const tls = testServer(database, {
      now: () => now,
      config: { publicUrl: 'https://credit.example.cn', trustProxy: ['127.0.0.1'] },
    })
    database.deps.settings.publicUrl = 'https://credit.example.cn'
    const attempt = (address: string, guess: string, cookie?: string) =>
      send(
        tls,
        'POST',
        '/v1/session',
        {
          ...browser(cookie),
          host: 'credit.example.cn',
          origin: 'https://credit.example.cn',
          'x-forwarded-for': address,
        },
        { login: 'admin', password: guess },
      )
    const guesses = []
    for (let i = 0; i < 30; i++) guesses.push((await attempt('203.0.113.1', `guess number ${i}`)).status)
    expect(guesses.slice(0, 5)).toEqual(Array(5).fill(401))
    expect(guesses.slice(5)).toEqual(Array(25).fill(429))
    expect((await attempt('198.51.100.7', password)).status).toBe(200)
    const parallel = await Promise.all(
      Array.from({ length: 40 }, (_, i) => attempt('203.0.113.2', `other ${i}`)),
    )
    expect(parallel.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5)
    database.deps.settings.publicUrl = 'http://localhost:8080'
    await tls.close()
    later(3_600_000)
  })
})

describe('a password under the grade protection', () => {
  test('has its time of ninety days: after that the session changes it and does nothing else', async () => {
    database.deps.settings.passwordPolicy = 'mlps3'
    later(91 * 86_400_000)
    const first = await post('/v1/session', { login: 'admin', password })
    const shown = await post('/v1/session/code', { code: codeOf(secret, now) }, cookiesOf(first.headers))
    expect(shown.body.next).toBe('passwordExpired')
    const cookie = cookiesOf(shown.headers)
    expect((await send(server, 'GET', '/v1/sessions', browser(cookie))).body.code).toBe(
      'http.secondFactorNeeded',
    )
    const change = (next: string) => post('/v1/session/password', { current: password, next }, cookie)
    const weak = await send<{ faults: string[] }>(server, 'POST', '/v1/session/password', browser(cookie), {
      current: password,
      next: 'plumtree lantern harbour',
    })
    expect([weak.status, weak.body.faults]).toEqual([422, ['classes']])
    const done = await change('Plumtree lantern harbour 7')
    expect(done.status).toBe(200)
    expect((await send(server, 'GET', '/v1/sessions', browser(cookiesOf(done.headers)))).status).toBe(200)
    database.deps.settings.passwordPolicy = 'asvs'
  })
})
