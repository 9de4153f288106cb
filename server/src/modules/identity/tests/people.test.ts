import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
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

let database: TestDatabase
let server: FastifyInstance
let [system, security]: Member[] = []
const wide = { scope: { orgId: null } }
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
  system = await member(database, { roles: ['systemOfficer'], number: residentNumber(801), ...wide })
  security = await member(database, { roles: ['securityOfficer'], number: residentNumber(802), ...wide })
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const give = (by: Member, to: string, role: string, over: object = {}) =>
  send<{ id: string; code: string }>(server, 'POST', `/v1/accounts/${to}/roles`, by.headers, {
    role,
    ...over,
  })
let count = 0
const create = (by: Member, orgId: string, over: object = {}) =>
  send<{ id: string; code: string; invitation: { token: string } }>(
    server,
    'POST',
    '/v1/accounts',
    by.headers,
    {
      login: `new-person-${++count}`,
      name: '张新',
      number: residentNumber(600 + count),
      orgId,
      ...over,
    },
  )

describe('the three officers', () => {
  const officers = ['systemOfficer', 'securityOfficer', 'auditOfficer']

  test('are three people: by person, not by account, also when given at the same time', async () => {
    for (const held of officers)
      for (const wanted of officers.filter((one) => one !== held)) {
        const number = residentNumber(700 + officers.indexOf(held) * 3 + officers.indexOf(wanted))
        await member(database, { roles: [held], number, ...wide })
        const second = await member(database, { number })
        const reply = await give(security!, second.accountId, wanted)
        expect([held, wanted, reply.status, reply.body.code]).toEqual([
          held,
          wanted,
          409,
          'identity.officersApart',
        ])
      }
    const number = residentNumber(799)
    const accounts = await Promise.all(officers.map(() => member(database, { number })))
    const replies = await Promise.all(accounts.map((one, i) => give(security!, one.accountId, officers[i]!)))
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
  })

  test('change offices only after leaving one', async () => {
    const one = await member(database, { number: residentNumber(798) })
    const given = await give(security!, one.accountId, 'auditOfficer')
    expect((await give(security!, one.accountId, 'systemOfficer')).status).toBe(409)
    const gone = await send(
      server,
      'DELETE',
      `/v1/accounts/${one.accountId}/roles/${given.body.id}`,
      security!.headers,
    )
    expect(gone.status).toBe(200)
    expect((await give(security!, one.accountId, 'systemOfficer')).status).toBe(201)
  })

  test('are named by the security officer; the system officer names only the very first of those', async () => {
    const fresh = await testDatabase()
    const other = testServer(fresh)
    const first = await member(fresh, { roles: ['systemOfficer'], number: residentNumber(1), ...wide })
    const people = await Promise.all([2, 3].map((n) => member(fresh, { number: residentNumber(n) })))
    const name = (id: string, role: string) =>
      send(other, 'POST', `/v1/accounts/${id}/roles`, first.headers, { role })
    expect((await name(people[0]!.accountId, 'auditOfficer')).body.code).toBe('identity.notHeld')
    const both = await Promise.all(people.map((one) => name(one.accountId, 'securityOfficer')))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 403])
    await other.close()
    await fresh.close()
  })

  test('are not made up of permissions in a role of one’s own', async () => {
    const title = { 'zh-CN': '角色', 'zh-Hant': '角色', en: 'Role' }
    const add = (code: string, permissions: string[]) =>
      send(server, 'POST', '/v1/roles', security!.headers, { code, title, permissions })
    expect((await add('shadowOfficer', ['roles:write'])).body.code).toBe('identity.roleTooStrong')
    expect((await add('auditOfficer', ['batches:read'])).body.code).toBe('identity.roleTaken')
    expect((await add('batchReader', ['batches:read', 'no:such'])).status).toBe(400)
    expect((await add('batchReader', ['batches:read'])).status).toBe(201)
    const reader = await member(database, {})
    expect((await give(security!, reader.accountId, 'batchReader', { orgId: 'test' })).status).toBe(201)
    expect((await send(server, 'GET', '/v1/batches', reader.headers)).status).toBe(200)
    expect((await send(server, 'GET', '/v1/doubts', reader.headers)).status).toBe(403)
  })
})

describe('an administrator of a body', () => {
  test('makes accounts and hands out what he or she holds, within the body, and nothing else', async () => {
    const admin = await member(database, { roles: ['delegatedAdmin', 'providerOfficer'], orgId: 'bureau' })
    const made = await create(admin, 'bureau')
    expect(made.status).toBe(201)
    const to = made.body.id
    expect((await give(admin, to, 'providerOfficer', { orgId: 'bureau' })).status).toBe(201)
    const refused = [
      ['providerOfficer', {}],
      ['providerOfficer', { orgId: 'other' }],
      ['creditOfficer', { orgId: 'bureau' }],
      ['approvalOfficer', { orgId: 'bureau' }],
      ['securityOfficer', { orgId: 'bureau' }],
      ['systemOfficer', { orgId: 'bureau' }],
    ] as const
    for (const [role, over] of refused)
      expect([role, (await give(admin, to, role, over)).body.code]).toEqual([role, 'identity.notHeld'])
    expect((await give(admin, admin.accountId, 'providerOfficer', { orgId: 'bureau' })).body.code).toBe(
      'identity.notOverSelf',
    )
    expect((await create(admin, 'other')).body.code).toBe('identity.organisationUnknown')
  })

  test('of a region hands out that region or a part of it', async () => {
    const admin = await member(database, {
      roles: ['delegatedAdmin', 'providerOfficer'],
      orgId: 'county',
      scope: { region: '3502' },
    })
    const set = (regionCode: string) =>
      send(server, 'PUT', '/v1/organisations/county', system!.headers, {
        title: '某县财政局',
        kind: 'department',
        uscc: null,
        regionCode,
      })
    expect((await create(admin, 'county')).body.code).toBe('identity.organisationUnknown')
    await set('1101')
    expect((await create(admin, 'county')).body.code).toBe('identity.organisationUnknown')
    expect((await set('350203')).status).toBe(200)
    const { body } = await create(admin, 'county')
    const at = (over: object) => give(admin, body.id, 'providerOfficer', { orgId: 'county', ...over })
    for (const region of [undefined, null, '35', '3503', '11'])
      expect([region, (await at({ ...(region === undefined ? {} : { region }) })).status]).toEqual([
        region,
        403,
      ])
    expect((await at({ region: '350203' })).status).toBe(201)
  })

  test('cannot come by more through a reset: roles end with it, and officers are out of reach', async () => {
    const admin = await member(database, { roles: ['delegatedAdmin'], orgId: 'test' })
    const colleague = await member(database, { roles: ['creditOfficer'], orgId: 'test', ...wide })
    const reset = (id: string) => send(server, 'POST', `/v1/accounts/${id}/invitation`, admin.headers)
    expect((await reset(security!.accountId)).body.code).toBe('identity.notHeld')
    expect((await reset(colleague.accountId)).status).toBe(201)
    expect((await send(server, 'GET', '/v1/doubts', colleague.headers)).status).toBe(401)
    const list = await send<{ items: { id: string; roles: unknown[] }[] }>(
      server,
      'GET',
      '/v1/accounts?limit=100',
      admin.headers,
    )
    expect(list.body.items.find(({ id }) => id === colleague.accountId)?.roles).toEqual([])
  })
})

describe('what is taken back', () => {
  test('is gone at the next request: a role, a paused and an ended account, by session and for good', async () => {
    const officer = await member(database, { roles: ['creditOfficer'], ...wide })
    const read = () => send(server, 'GET', '/v1/doubts', officer.headers)
    expect((await read()).status).toBe(200)
    const list = await send<{ items: { id: string; roles: { id: string }[] }[] }>(
      server,
      'GET',
      '/v1/accounts?limit=100',
      security!.headers,
    )
    const { roles } = list.body.items.find(({ id }) => id === officer.accountId)!
    await send(server, 'DELETE', `/v1/accounts/${officer.accountId}/roles/${roles[0]!.id}`, security!.headers)
    expect((await read()).body.code).toBe('http.forbidden')
    const state = (to: string) =>
      send(server, 'PUT', `/v1/accounts/${officer.accountId}/state`, security!.headers, { state: to })
    expect((await state('paused')).status).toBe(200)
    expect((await read()).status).toBe(401)
    expect((await state('active')).status).toBe(200)
    expect((await read()).status).toBe(401)
    expect((await send(server, 'DELETE', `/v1/accounts/${officer.accountId}`, system!.headers)).status).toBe(
      200,
    )
    expect((await state('active')).body.code).toBe('identity.accountUnknown')
    const leaves = await leavesOf(database.ctx(), officer.accountId)
    expect(leaves.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['identity.give-role', 'identity.end-role', 'identity.set-account-state']),
    )
  })

  test('a one-time token ends with its first use, however many use it at once', async () => {
    const { body } = await create(system!, 'test')
    const accept = () =>
      send(server, 'POST', '/v1/session/invitation', browser(), {
        token: body.invitation.token,
        password: '会当凌绝顶一览众山小岱宗夫如何',
      })
    const replies = await Promise.all([accept(), accept(), accept(), accept()])
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    const cookie = cookiesOf(replies.find(({ status }) => status === 200)!.headers)
    expect((await send(server, 'GET', '/v1/session', browser(cookie))).body).toMatchObject({
      isFull: false,
      permissions: [],
    })
  })
})

describe('what a request adds of its own', () => {
  test('is refused, and makes nobody more than he or she is', async () => {
    const extra: object[] = [
      { roles: ['systemOfficer'] },
      { permissions: ['roles:write'] },
      { state: 'active' },
      { kind: 'subject' },
      { id: security!.accountId },
      { person_id: security!.personId },
      { isFull: true },
      { constructor: { prototype: { may: true } } },
    ]
    for (const over of extra) expect((await create(system!, 'test', over)).status).toBe(400)
    const raw = (payload: string) =>
      server.inject({
        method: 'POST',
        url: '/v1/accounts',
        headers: { ...system!.headers, 'content-type': 'application/json' },
        payload,
      })
    for (const key of ['__proto__', 'constructor'])
      expect(
        (
          await raw(
            `{"login":"abc","name":"张三","number":"${residentNumber(5)}","orgId":"test","${key}":{"prototype":{"isFull":true}}}`,
          )
        ).statusCode,
      ).toBe(400)
    expect(({} as { isFull?: boolean }).isFull).toBeUndefined()
    const session = await send(server, 'POST', '/v1/session', browser(), {
      login: 'x',
      password: 'y',
      isFull: true,
    })
    expect(session.status).toBe(400)
  })
})
