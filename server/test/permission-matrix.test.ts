import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../src/kernel/route.ts'
import { shippedRoles } from '../src/modules/identity/index.ts'
import { modules } from '../src/modules.ts'
import { mayEnter, visitors } from '../src/permission-matrix.ts'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { browser, type Member, member, send } from './support/people.ts'
import { requestOf } from './support/sample.ts'
import { loadPolicy, testServer } from './support/server.ts'

const routes = modules.flatMap((module) => module.routes)
/** These end or change the very session that tries them. */
const endsItself = new Set(['DELETE /v1/session', 'POST /v1/session/password'])
let database: TestDatabase
let server: FastifyInstance
const people = new Map<string, Member>()

beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
  for (const { code } of shippedRoles) {
    people.set(code, await member(database, { roles: [code], orgId: 'own' }))
    people.set(
      `${code} without second factor`,
      await member(database, { roles: [code], orgId: 'own', isFull: false }),
    )
  }
  people.set('subject', await member(database, { kind: 'subject', ownKey: randomUUID() }))
  people.set('nothing', await member(database, {}))
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const knock = (route: Route, headers: Record<string, string>, over?: Record<string, string>) => {
  const { method, url, payload } = requestOf(route, over)
  return send(server, method, url, headers, payload)
}
/** Refused at the door: by its code, since an action may refuse with 403 for reasons of its own. */
const doorCodes = new Set([
  'http.unauthenticated',
  'http.forbidden',
  'http.secondFactorNeeded',
  'http.proofTooOld',
])

describe('every role at every door', () => {
  for (const route of routes)
    test(route.at, async () => {
      for (const visitor of visitors) {
        if (visitor !== 'public' && endsItself.has(route.at)) continue
        const headers = visitor === 'public' ? browser() : people.get(visitor)!.headers
        const reply = await knock(route, headers)
        const isRefused = doorCodes.has(String(reply.body.code))
        expect([visitor, isRefused ? reply.status : 'open']).toEqual([
          visitor,
          mayEnter(visitor, route) ? 'open' : visitor === 'public' ? 401 : 403,
        ])
        expect(reply.status).toBeLessThan(500)
      }
    })
})

describe('nobody comes in by less', () => {
  const staff = routes.filter(
    ({ access }) => access.includes(':') || access === 'signed-in' || access === 'own',
  )

  test.each(staff.map((route) => [route.at, route] as const))(
    'a password alone does not open %s',
    async (_at, route) => {
      for (const { code } of shippedRoles) {
        const reply = await knock(route, people.get(`${code} without second factor`)!.headers)
        expect([code, reply.status, reply.body.code]).toEqual([code, 403, 'http.secondFactorNeeded'])
      }
    },
  )

  test('an account without a role opens what is its own and nothing else', async () => {
    const { headers } = people.get('nothing')!
    for (const route of routes.filter(({ access }) => access.includes(':') || access === 'own'))
      expect([route.at, (await knock(route, headers)).body.code]).toEqual([route.at, 'http.forbidden'])
  })

  test('an old proof does not open what needs a recent one', async () => {
    const recent = routes.filter((route) => route.recent)
    expect(recent.length).toBeGreaterThan(10)
    const old = new Map<string, Member>()
    const now = new Date(Date.now() - 6 * 60_000)
    for (const { code } of shippedRoles)
      old.set(code, await member(database, { roles: [code], orgId: 'own', now }))
    for (const route of recent)
      for (const [code, { headers }] of old) {
        if (!mayEnter(code, route)) continue
        expect([route.at, (await knock(route, headers)).body.code]).toEqual([route.at, 'http.proofTooOld'])
      }
  })
})

describe('a body is closed to the people of another', () => {
  test('what an administrator of a body does to things of another body finds nothing', async () => {
    const admin = people.get('delegatedAdmin')!
    const foreign = await member(database, { roles: ['delegatedAdmin'], orgId: 'foreign' })
    const tried: string[] = []
    for (const route of routes.filter(({ at }) => /^(?:PUT|POST|DELETE) \/v1\/accounts\/:id/.test(at))) {
      if (!mayEnter('delegatedAdmin', route)) continue
      const reply = await knock(route, admin.headers, { id: foreign.accountId })
      expect([route.at, reply.status, reply.body.code]).toEqual([route.at, 404, 'identity.accountUnknown'])
      tried.push(route.at)
    }
    expect(tried.length).toBeGreaterThan(3)
    expect((await send(server, 'GET', '/v1/session', foreign.headers)).status).toBe(200)
  })

  test('lists of people, bodies and systems hold one’s own body only', async () => {
    const { headers } = people.get('delegatedAdmin')!
    type Items = { items: { orgId?: string; id: string }[] }
    const accounts = await send<Items>(server, 'GET', '/v1/accounts?limit=100', headers)
    expect(new Set(accounts.body.items.map(({ orgId }) => orgId))).toEqual(new Set(['own']))
    const bodies = await send<Items>(server, 'GET', '/v1/organisations?limit=100', headers)
    expect(bodies.body.items.map(({ id }) => id)).toEqual(['own'])
    const systems = await send<Items>(server, 'GET', '/v1/clients?limit=100', headers)
    expect(systems.body.items).toEqual([])
  })

  test('a new account goes to one’s own body only', async () => {
    const create = routes.find(({ at }) => at === 'POST /v1/accounts')!
    const { headers } = people.get('delegatedAdmin')!
    const { payload } = requestOf(create)
    const reply = await send(server, 'POST', '/v1/accounts', headers, { ...payload, orgId: 'foreign' })
    expect([reply.status, reply.body.code]).toEqual([404, 'identity.organisationUnknown'])
  })
})
