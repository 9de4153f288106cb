import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { keyPair } from '../../../../test/support/oauth-client.ts'
import {
  browser,
  cookiesOf,
  type Member,
  member,
  residentNumber,
  send,
} from '../../../../test/support/people.ts'
import { loadPolicy, testServer } from '../../../../test/support/server.ts'
import { leavesOf } from '../../audit/index.ts'
import { needsAssessment } from '../rules/sharing.ts'

let database: TestDatabase
let server: FastifyInstance
let [asker, first, second, protector, foreign]: Member[] = []
const now = new Date('2026-06-01T02:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  database.deps.settings.realName = 'demo'
  await loadPolicy(database)
  server = testServer(database, { now: () => now })
  const wide = { scope: { orgId: null }, now }
  const system = await member(database, { roles: ['systemOfficer'], number: residentNumber(701), ...wide })
  asker = await member(database, { roles: ['bankOfficer'], orgId: 'bank', number: residentNumber(702), now })
  first = await member(database, { roles: ['approvalOfficer'], number: residentNumber(703), ...wide })
  second = await member(database, { roles: ['securityOfficer'], number: residentNumber(704), ...wide })
  protector = await member(database, { roles: ['protectionOfficer'], number: residentNumber(705), ...wide })
  foreign = await member(database, { roles: ['bankOfficer', 'protectionOfficer'], orgId: 'other', now })
  const made = await send(server, 'POST', '/v1/clients', system.headers, {
    id: 'bank-system',
    orgId: 'bank',
    title: '测试银行系统',
    jwks: { keys: [(await keyPair()).jwk] },
    certificates: [],
  })
  expect(made.status).toBe(201)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const grant = async (service: string) => {
  const asked = await send<{ id: string }>(server, 'POST', '/v1/grants', asker!.headers, {
    clientId: 'bank-system',
    service,
    fields: [],
    purpose: '贷前审查',
    legalBasis: '主体书面授权',
    validFrom: '2026-06-01',
    validTo: '2026-12-31',
    quotaPerDay: 100,
  })
  expect(asked.status).toBe(201)
  return asked.body.id
}
const content = {
  necessity: '贷前审查需要核对信用记录',
  isSensitive: true,
  risks: [{ risk: '查询超出必要范围', likelihood: 2, severity: 4, measure: '按同意逐次核对' }],
  conclusion: '采取措施后风险可控',
}
const assess = (id: string, by: Member, over: object = {}) =>
  send<{ id: string; code: string }>(server, 'POST', `/v1/grants/${id}/assessments`, by.headers, {
    ...content,
    ...over,
  })
const decide = (id: string, by: Member, outcome: string) =>
  send(server, 'POST', `/v1/assessments/${id}/decision`, by.headers, { outcome, reason: '已核对' })
const approve = (id: string, by: Member) => send(server, 'POST', `/v1/grants/${id}/approval`, by.headers)

describe('a grant that shares information', () => {
  test('is not approved before its impact assessment is, by anybody', async () => {
    const id = await grant('archive:read')
    expect((await approve(id, first!)).body.code).toBe('identity.assessmentMissing')
    const handedIn = await assess(id, asker!)
    expect(handedIn.status).toBe(201)
    expect((await approve(id, first!)).status).toBe(409)
    expect((await decide(handedIn.body.id, protector!, 'approved')).status).toBe(200)
    expect((await approve(id, first!)).body).toEqual({ inForce: false })
    expect((await approve(id, second!)).body).toEqual({ inForce: true })
    const actions = (await leavesOf(database.ctx(), handedIn.body.id)).map(({ action }) => action)
    expect(actions).toEqual(['identity.submit-assessment', 'identity.decide-assessment'])
    expect((await assess(id, asker!)).body.code).toBe('identity.grantDecided')
  })

  test('stays closed when the assessment was refused; a decision is made once', async () => {
    const id = await grant('archive:read')
    const { body } = await assess(id, asker!)
    const both = await Promise.all([
      decide(body.id, protector!, 'refused'),
      decide(body.id, protector!, 'refused'),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await approve(id, first!)).body.code).toBe('identity.assessmentMissing')
  })

  test('is not assessed and decided by one person, nor by another body', async () => {
    const id = await grant('archive:read')
    expect((await assess(id, foreign!)).status).toBe(404)
    const { body } = await assess(id, asker!)
    const same = await member(database, {
      roles: ['protectionOfficer'],
      number: residentNumber(702),
      scope: { orgId: null },
      now,
    })
    expect((await decide(body.id, same, 'approved')).body.code).toBe('identity.secondPersonNeeded')
    expect((await decide(body.id, foreign!, 'approved')).status).toBe(404)
    const list = await send<{ items: object[] }>(server, 'GET', '/v1/assessments', foreign!.headers)
    expect(list.body.items).toEqual([])
  })

  test.each([
    { risks: [] },
    { risks: [{ risk: '风险', likelihood: 9, severity: 1, measure: '措施' }] },
    { conclusion: '' },
    { state: 'approved' },
  ])('is not assessed by %j', async (over) => {
    expect((await assess(await grant('archive:read'), asker!, over)).status).toBe(400)
  })

  test('is told from one that shares nothing; a service nobody has thought of counts as sharing', () => {
    expect(['batches:write', 'records:write', 'batches:read'].map(needsAssessment)).toEqual([
      false,
      false,
      false,
    ])
    expect(['archive:read', 'subjects:decide', 'reports:read'].map(needsAssessment)).toEqual([
      true,
      true,
      true,
    ])
  })
})

describe('the privacy notice', () => {
  test('is told to everybody as it was in force on a day', async () => {
    const reply = await send(server, 'GET', '/v1/privacy-notice?asOf=2026-06-01', {})
    expect(reply.body).toMatchObject({ version: '2026.1', summary: { 'zh-CN': expect.any(String) } })
    expect((await send(server, 'GET', '/v1/privacy-notice?asOf=2020-01-01', {})).status).toBe(404)
  })

  test('keeps the version a person was shown at sign-up, and no version that was not in force', async () => {
    const wish = {
      login: 'notice-reader',
      password: '春眠不觉晓处处闻啼鸟夜来风雨声',
      name: '张三',
      number: residentNumber(711),
    }
    const register = (over: object) =>
      send(server, 'POST', '/v1/session/registration', browser(), { ...wish, ...over })
    expect((await register({ notice: '1999.1' })).body.code).toBe('identity.noticeNotCurrent')
    const done = await register({ notice: '2026.1' })
    expect(done.status).toBe(200)
    const headers = browser(cookiesOf(done.headers))
    const own = async () =>
      (await send<{ seen: object[] }>(server, 'GET', '/v1/session/notices', headers)).body
    expect(await own()).toMatchObject({ current: '2026.1', seen: [{ version: '2026.1', atSignUp: true }] })
    const again = await send(server, 'POST', '/v1/session/notices', headers, { version: '2026.1' })
    expect(again.status).toBe(200)
    expect((await own()).seen).toHaveLength(1)
  })
})
