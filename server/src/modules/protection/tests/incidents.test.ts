import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type Member, member, send } from '../../../../test/support/people.ts'
import { loadPolicy, testServer } from '../../../../test/support/server.ts'
import { leavesOf } from '../../audit/index.ts'
import { standingHolds } from '../index.ts'
import { incidentStates, incidentSteps, stateAfter } from '../rules/incident-moves.ts'

let database: TestDatabase
let server: FastifyInstance
const start = new Date('2026-06-01T02:00:00Z')
let now = start
let officer: Member
/** Moves the clock; the officer signs in anew, as sessions end. */
const later = async (hours: number) => {
  now = new Date(start.getTime() + hours * 3_600_000)
  officer = await member(database, { roles: ['protectionOfficer'], scope: { orgId: null }, now })
}

beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database, { now: () => now })
  await later(0)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const open = (over: object = {}) =>
  send<{ id: string; code: string }>(server, 'POST', '/v1/incidents', officer.headers, {
    title: '测试事件',
    account: '一份名单被误发',
    severity: 'serious',
    detectedAt: now.toISOString(),
    ...over,
  })
const step = (id: string, what: string, found?: object) =>
  send(server, 'POST', `/v1/incidents/${id}/steps`, officer.headers, { step: what, note: '已办理', found })
type List = { items: { id: string; state: string; overdue: string[] }[] }
const list = async (query = '') =>
  (await send<List>(server, 'GET', `/v1/incidents?${query}`, officer.headers)).body.items
const finding = { people: 12, reportNeeded: true, tellNeeded: true }

describe('an incident', () => {
  test('runs late by the clock, one deadline after the other, and is on time again when the step is done', async () => {
    await later(0)
    const { body } = await open()
    const late = async () => (await list('overdue=true')).find(({ id }) => id === body.id)?.overdue
    await later(4)
    expect(await late()).toBeUndefined()
    await later(4.1)
    expect(await late()).toEqual(['assess', 'report'])
    expect((await step(body.id, 'assess', finding)).status).toBe(200)
    expect(await late()).toEqual(['report'])
    expect((await step(body.id, 'report')).status).toBe(200)
    expect(await late()).toBeUndefined()
    await later(48.1)
    expect(await late()).toEqual(['tell'])
    expect((await step(body.id, 'close')).body.code).toBe('protection.moveRefused')
    expect((await step(body.id, 'tell')).status).toBe(200)
    expect((await step(body.id, 'close')).status).toBe(200)
    expect(await late()).toBeUndefined()
    const actions = (await leavesOf(database.ctx(), body.id)).map(({ action }) => action.split('.')[1])
    expect(actions).toEqual([
      'open-incident',
      'incident-assess',
      'incident-report',
      'incident-tell',
      'incident-close',
    ])
  })

  test('of which two people take a step at once moves once', async () => {
    const { body } = await open()
    const both = await Promise.all([step(body.id, 'assess', finding), step(body.id, 'assess', finding)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('says what it found exactly when it is assessed', async () => {
    const { body } = await open()
    expect((await step(body.id, 'assess')).body.code).toBe('protection.findingsNeeded')
    await step(body.id, 'assess', finding)
    expect((await step(body.id, 'report', finding)).body.code).toBe('protection.findingsNeeded')
  })

  test.each([
    [{ severity: 'unheard-of' }, 'protection.severityUnknown'],
    [{ detectedAt: '2099-01-01T00:00:00Z' }, 'protection.detectionWrong'],
    [{ detectedAt: '2001-01-01T00:00:00Z' }, 'protection.detectionWrong'],
    [{ detectedAt: 'yesterday' }, 'http.invalid'],
  ])('is not opened by %j', async (over, code) => {
    expect((await open(over)).body.code).toBe(code)
  })
})

describe('the state table', () => {
  test('allows what is listed here and nothing else', () => {
    const allowed = incidentStates.flatMap((state) =>
      incidentSteps.flatMap((one) => {
        const next = stateAfter(state, one, { reportNeeded: false, tellNeeded: false })
        return next === null ? [] : [`${state} ${one} ${next}`]
      }),
    )
    expect(allowed).toEqual([
      'detected assess assessed',
      'assessed report reported',
      'assessed tell told',
      'assessed close closed',
      'assessed dismiss dismissed',
      'reported tell settled',
      'reported close closed',
      'told report settled',
      'told close closed',
      'settled close closed',
    ])
  })

  test('closes nothing before what was found to be needed is done', () => {
    for (const state of incidentStates)
      for (const one of ['close', 'dismiss'] as const) {
        const next = stateAfter(state, one, { reportNeeded: true, tellNeeded: true })
        expect([state, next]).toEqual([state, state === 'settled' && one === 'close' ? 'closed' : null])
      }
  })
})

describe('a hold', () => {
  const set = (body: object) => send<{ id: string }>(server, 'POST', '/v1/holds', officer.headers, body)
  test('stands until it is lifted with a reason, once', async () => {
    const [subjectId, recordId] = [randomUUID(), randomUUID()]
    const ofSubject = await set({ subjectId, reason: '诉讼保全' })
    expect(ofSubject.status).toBe(201)
    await set({ recordId, reason: '诉讼保全' })
    const standing = () => standingHolds(database.ctx(), [subjectId, randomUUID()], [recordId])
    expect(await standing()).toEqual(new Set([subjectId, recordId]))
    const lift = (body: object) =>
      send(server, 'POST', `/v1/holds/${ofSubject.body.id}/lifting`, officer.headers, body)
    expect((await lift({})).status).toBe(400)
    expect((await lift({ reason: '案件审结' })).status).toBe(200)
    expect((await lift({ reason: '案件审结' })).status).toBe(404)
    expect(await standing()).toEqual(new Set([recordId]))
  })

  test('is on a subject or on a record, not on both or neither', async () => {
    expect((await set({ reason: '诉讼保全' })).status).toBe(422)
    expect((await set({ subjectId: randomUUID(), recordId: randomUUID(), reason: '保全' })).status).toBe(422)
  })
})
