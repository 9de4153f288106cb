import type { FastifyInstance } from 'fastify'
import { exportJWK } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { keyPair, oauthClient } from '../../../../test/support/oauth-client.ts'
import { type Member, member, residentNumber, send } from '../../../../test/support/people.ts'
import { loadPolicy, testServer } from '../../../../test/support/server.ts'
import { leavesOf } from '../../audit/index.ts'

let database: TestDatabase
let server: FastifyInstance
let now = new Date()
const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
let system: Member
let [asker, first, second]: Member[] = []
let grantId = ''
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
  asker = await member(database, { roles: ['bankOfficer'], orgId: 'bank', number: residentNumber(902), now })
  first = await member(database, { roles: ['approvalOfficer'], number: residentNumber(903), ...all })
  second = await member(database, { roles: ['securityOfficer'], number: residentNumber(904), ...all })
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

const wish = (over: object = {}) => ({
  clientId: client,
  service: 'batches:read',
  fields: ['filename'],
  purpose: '贷前审查',
  legalBasis: '主体书面授权',
  validFrom: new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10),
  validTo: new Date(now.getTime() + 30 * 86_400_000).toISOString().slice(0, 10),
  quotaPerDay: 1_000,
  ...over,
})

describe('a grant', () => {
  test('is in force only when two different people approved it, neither of them the one who asked', async () => {
    const asked = await send<{ id: string }>(server, 'POST', '/v1/grants', asker!.headers, wish())
    expect(asked.status).toBe(201)
    grantId = asked.body.id
    const held = await kit.token()
    expect((await kit.read(held)).status).toBe(403)
    const approval = (by: Member) => send(server, 'POST', `/v1/grants/${grantId}/approval`, by.headers)
    expect((await approval(asker!)).status).toBe(403)
    const twice = await Promise.all(Array.from({ length: 50 }, () => approval(first!)))
    expect(twice.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await kit.read(held)).status).toBe(403)
    const sameAgain = await member(database, {
      roles: ['approvalOfficer'],
      number: residentNumber(903),
      scope: { orgId: null },
      now,
    })
    expect((await approval(sameAgain)).body.code).toBe('identity.secondPersonNeeded')
    expect((await approval(second!)).body).toEqual({ inForce: true })
    expect((await kit.read(held)).status).toBe(200)
    const leaves = await leavesOf(database.ctx(), grantId)
    expect(leaves.map(({ action }) => action)).toEqual([
      'identity.request-grant',
      'identity.approve-grant',
      'identity.approve-grant',
    ])
  })

  test('approved by fifty people at once has exactly two approvals', async () => {
    const { body } = await send<{ id: string }>(server, 'POST', '/v1/grants', asker!.headers, wish())
    const people = []
    for (let i = 0; i < 50; i++)
      people.push(
        await member(database, {
          roles: ['approvalOfficer'],
          number: residentNumber(i),
          scope: { orgId: null },
          now,
        }),
      )
    const replies = await Promise.all(
      people.map((one) => send(server, 'POST', `/v1/grants/${body.id}/approval`, one.headers)),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(2)
    expect(replies.filter(({ body: reply }) => reply.inForce === true)).toHaveLength(1)
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 409]))
  })

  test('asked for by two accounts of one person is not approved by the other', async () => {
    const other = await member(database, {
      roles: ['approvalOfficer'],
      number: residentNumber(902),
      scope: { orgId: null },
      now,
    })
    const { body } = await send<{ id: string }>(server, 'POST', '/v1/grants', asker!.headers, wish())
    const reply = await send(server, 'POST', `/v1/grants/${body.id}/approval`, other.headers)
    expect(reply.body.code).toBe('identity.secondPersonNeeded')
  })

  test('is asked for by people of the body the client belongs to', async () => {
    const foreign = await member(database, { roles: ['bankOfficer'], orgId: 'otherbank', now })
    const reply = await send(server, 'POST', '/v1/grants', foreign.headers, wish())
    expect(reply.body.code).toBe('identity.clientUnknown')
  })
})

describe('an access token', () => {
  test('lives five minutes', async () => {
    const issued = await kit.askToken(await kit.assertion())
    expect(issued.body).toMatchObject({ token_type: 'DPoP', expires_in: 300 })
    expect((await kit.read(issued.body.access_token)).status).toBe(200)
    later(301_000)
    expect((await kit.read(issued.body.access_token)).status).toBe(401)
  })

  test('that was stolen opens nothing without its key', async () => {
    const held = await kit.token()
    const thief = await keyPair()
    const { kid: _kid, ...jwk } = thief.jwk
    const attempts = [
      { dpop: null },
      { dpop: null, scheme: 'Bearer' },
      { scheme: 'Bearer' },
      { dpop: await kit.proof(`GET ${reads}`, held, { key: thief.privateKey, header: { jwk } }) },
      { dpop: await kit.proof(`GET ${reads}`, held, { key: thief.privateKey }) },
      { dpop: await kit.proof(`POST ${reads}`, held) },
      { dpop: await kit.proof('GET /v1/doubts', held) },
      { dpop: await kit.proof(`GET ${reads}`, await kit.token()) },
      { dpop: await kit.proof(`GET ${reads}`, null) },
      { dpop: await kit.proof(`GET ${reads}`, held, { claims: { iat: kit.seconds() - 120 } }) },
      { dpop: await kit.proof(`GET ${reads}`, held, { claims: { iat: kit.seconds() + 120 } }) },
      { dpop: await kit.proof(`GET ${reads}`, held, { header: { typ: 'JWT' } }) },
      {
        dpop: await kit.proof(`GET ${reads}`, held, {
          header: { jwk: await exportJWK(kit.proofKeys.privateKey) },
        }),
      },
      { dpop: 'x.y.z' },
    ]
    for (const attempt of attempts) expect((await kit.read(held, attempt)).status).toBe(401)
    expect((await kit.read(held)).status).toBe(200)
  })

  test('needs a new proof each time, also for a hundred at once', async () => {
    const held = await kit.token()
    const dpop = await kit.proof(`GET ${reads}`, held)
    const replies = await Promise.all(Array.from({ length: 100 }, () => kit.read(held, { dpop })))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(99)
  })

  test('opens nothing at the next request after grant or client was taken back', async () => {
    const held = await kit.token()
    const state = (to: string) =>
      send(server, 'PUT', `/v1/clients/${client}/state`, system.headers, { state: to })
    later(-301_000)
    system = await member(database, {
      roles: ['systemOfficer'],
      scope: { orgId: null },
      number: residentNumber(901),
      now,
    })
    second = await member(database, {
      roles: ['securityOfficer'],
      scope: { orgId: null },
      number: residentNumber(904),
      now,
    })
    expect((await state('paused')).status).toBe(200)
    expect((await kit.read(held)).status).toBe(401)
    expect((await kit.askToken(await kit.assertion())).status).toBe(401)
    await state('active')
    expect((await kit.read(held)).status).toBe(200)
    for (const { id } of (
      await send<{ items: { grants: { id: string }[] }[] }>(server, 'GET', '/v1/clients', second.headers)
    ).body.items[0]!.grants)
      await send(server, 'DELETE', `/v1/grants/${id}`, second.headers)
    expect((await kit.read(held)).status).toBe(403)
  })
})
