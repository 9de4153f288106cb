import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type Member, member, residentNumber, send } from '../../../../test/support/people.ts'
import { loadPolicy, testServer } from '../../../../test/support/server.ts'
import { leavesOf } from '../../audit/index.ts'
import { consentFor } from '../index.ts'

let database: TestDatabase
let server: FastifyInstance
let now = new Date('2026-05-10T02:00:00Z')
let [subject, other, banker, stranger]: Member[] = []
const number = residentNumber(801)
const reading = (over: object = {}) => ({
  subjectKeys: [database.deps.keys.identityOf('resident-id', number)],
  recipientOrg: 'bank',
  purpose: 'loan-review',
  kind: 'honour',
  fields: ['RYMC'],
  ...over,
})
const wish = (over: object = {}) => ({
  recipientOrg: 'bank',
  kinds: ['honour'],
  purpose: 'loan-review',
  validTo: '2026-12-31',
  ...over,
})
const ask = (over: object = {}, at = now) => consentFor(database.ctx({ now: at }), reading(over))
const give = (over: object = {}, by = subject!) =>
  send<{ id: string; code: string }>(server, 'POST', '/v1/own/consents', by.headers, wish(over))

beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database, { now: () => now })
  const own = { kind: 'subject' as const, now }
  const ownKey = database.deps.keys.identityOf('resident-id', number)
  subject = await member(database, { ...own, ownKey })
  other = await member(database, { ...own, ownKey: randomUUID() })
  banker = await member(database, { roles: ['bankOfficer'], orgId: 'bank', now })
  stranger = await member(database, { roles: ['bankOfficer'], orgId: 'other-bank', now })
})
afterAll(async () => {
  await server.close()
  await database.close()
})

describe('a consent given by the subject', () => {
  test('covers its recipient, purpose, kind and time, and nothing beside them', async () => {
    expect(await ask()).toBeNull()
    const { status, body } = await give()
    expect(status).toBe(201)
    expect(await ask()).toEqual({ id: body.id, validTo: '2026-12-31' })
    for (const over of [
      { recipientOrg: 'other-bank' },
      { purpose: 'authorised-query' },
      { kind: 'inspection' },
      { subjectKeys: [randomUUID()] },
      { subjectKeys: [] },
    ])
      expect(await ask(over)).toBeNull()
    expect(await ask({}, new Date('2026-12-31T15:59:59Z'))).not.toBeNull()
    expect(await ask({}, new Date('2026-12-31T16:00:00Z'))).toBeNull()
  })

  test('for some fields is none for others, nor for all of them', async () => {
    const { body } = await give({ purpose: 'authorised-query', fields: ['RYMC', 'RDRQ'] })
    const purpose = 'authorised-query'
    expect((await ask({ purpose }))?.id).toBe(body.id)
    expect(await ask({ purpose, fields: ['RYMC', 'WSH'] })).toBeNull()
    expect(await ask({ purpose, fields: [] })).toBeNull()
  })

  test('taken back is gone at the next question, once, and only by the subject', async () => {
    const { body } = await give({ kinds: ['inspection'] })
    expect(await ask({ kind: 'inspection' })).not.toBeNull()
    const take = (by: Member) => send(server, 'DELETE', `/v1/own/consents/${body.id}`, by.headers)
    expect((await take(other!)).status).toBe(404)
    expect((await take(subject!)).status).toBe(200)
    expect(await ask({ kind: 'inspection' })).toBeNull()
    expect((await take(subject!)).body.code).toBe('protection.consentRevoked')
    const leaves = await leavesOf(database.ctx(), body.id)
    expect(leaves.map(({ action }) => action)).toEqual([
      'protection.give-consent',
      'protection.revoke-consent',
    ])
    expect(JSON.stringify(leaves)).not.toContain(number)
  })

  test.each([
    [{ purpose: 'collection' }, 422, 'protection.purposeUnknown'],
    [{ purpose: 'nothing-known' }, 422, 'protection.purposeUnknown'],
    [{ validTo: '2026-05-09' }, 422, 'protection.periodWrong'],
    [{ validTo: '2028-05-11' }, 422, 'protection.periodWrong'],
    [{ validFrom: '2026-08-01', validTo: '2026-07-01' }, 422, 'protection.periodWrong'],
    [{ validTo: '2026-02-30' }, 400, 'http.invalid'],
    [{ recipientOrg: 'nobody' }, 404, 'protection.recipientUnknown'],
    [{ kinds: [] }, 400, 'http.invalid'],
    [{ subjectKey: randomUUID() }, 400, 'http.invalid'],
  ])('that is not one is refused: %j', async (over, status, code) => {
    const reply = await give(over)
    expect([reply.status, reply.body.code]).toEqual([status, code])
  })

  test('is listed to the subject alone, page by page', async () => {
    type Page = { items: { id: string }[]; next: number | null }
    const page = (by: Member, query: string) =>
      send<Page>(server, 'GET', `/v1/own/consents?${query}`, by.headers)
    const first = (await page(subject!, 'limit=2')).body
    const second = (await page(subject!, `limit=2&cursor=${first.next}`)).body
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3)
    expect((await page(other!, 'limit=2')).body.items).toEqual([])
  })
})

describe('a consent on paper', () => {
  const paper = (over: object = {}) => ({
    ...wish({ kinds: ['qualification'] }),
    subject: { scheme: 'resident-id', number },
    proof: 'a'.repeat(64),
    ...over,
  })
  const record = (by: Member, over: object = {}) =>
    send<{ id: string }>(server, 'POST', '/v1/consents', by.headers, paper(over))

  test('is recorded by the recipient, with the digest of the form, and seen by the subject', async () => {
    const { status, body } = await record(banker!)
    expect(status).toBe(201)
    expect((await ask({ kind: 'qualification' }))?.id).toBe(body.id)
    const own = await send<{ items: object[] }>(server, 'GET', '/v1/own/consents', subject!.headers)
    expect(own.body.items[0]).toMatchObject({ id: body.id, proofForm: 'document', proof: 'a'.repeat(64) })
  })

  test('is not recorded for another body, without a form, or for a number that is none', async () => {
    expect((await record(stranger!)).status).toBe(404)
    expect((await record(banker!, { proof: 'signed' })).status).toBe(400)
    const wrong = { scheme: 'resident-id', number: '110101199001010000' }
    expect((await record(banker!, { subject: wrong })).status).toBe(422)
  })

  test('of another body is not seen and not ended', async () => {
    const { body } = await record(banker!)
    const list = await send<{ items: object[] }>(server, 'GET', '/v1/consents', stranger!.headers)
    expect(list.body.items).toEqual([])
    const end = (by: Member) =>
      send(server, 'POST', `/v1/consents/${body.id}/revocation`, by.headers, { reason: '本人来电撤回' })
    expect((await end(stranger!)).status).toBe(404)
    now = new Date(now.getTime() + 60_000)
    expect((await end(banker!)).status).toBe(200)
    expect((await end(banker!)).status).toBe(409)
  })
})

test('the register tells what was in force on a day, to everybody', async () => {
  type Register = { entries: { purpose: string; basis: string }[] }
  const on = (day: string) => send<Register>(server, 'GET', `/v1/processing-register?asOf=${day}`, {})
  expect((await on('2026-05-10')).body.entries).toContainEqual(
    expect.objectContaining({ purpose: 'loan-review', basis: 'consent' }),
  )
  expect((await on('2020-01-01')).body.entries).toEqual([])
})
