import { residentIdOf } from '@xinqiao/standards'
import { world } from '@xinqiao/test-data'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, type Fields, fieldsOf, fileIt } from '../../../../test/support/filing.ts'
import { ask, bearer, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { leavesOf } from '../../audit/index.ts'

const number = residentIdOf('42060119880304501')
const sample = fieldsOf('administrative-penalty', {
  world: world({ seed: 8, companies: 9 }),
  day: '2026-06-01',
  count: 1,
})[0]!
const penalty = (n: number, over: Fields = {}): Fields => ({
  ...sample,
  ...{
    CF_XDR_MC: '张测试',
    CF_XDR_LB: '自然人',
    CF_XDR_SHXYM: '',
    CF_XDR_GSZC: '',
    CF_XDR_ZZJG: '',
    CF_FRDB: '',
  },
  ...{ CF_XDR_ZJLX: '身份证', CF_XDR_ZJHM: number, CF_WSH: `测罚决字〔2026〕${n}号` },
  ...over,
})
let database: TestDatabase
let subject: string
let record: string
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  const batch = await fileIt(database, csvOf([penalty(1)]), { provider: 'police' })
  expect(
    batch.findings.filter((f) => f.level !== 'correction'),
    JSON.stringify(batch.findings),
  ).toEqual([])
  subject = database.deps.keys.identityOf('resident-id', number)
  const { rows } = await sql<{
    id: string
  }>`select id from archive.record where subject_id = ${subject}`.execute(database.db)
  record = rows[0]!.id
})
afterAll(() => database.close())

const wish = (over: object = {}) => ({
  subjectId: subject,
  recordId: record,
  field: 'CF_XDR_ZJHM',
  purpose: 'objection',
  reason: `核对异议，${number}`,
  ...over,
})
const unmask = async (body: object, org: string | null = 'police', permissions = ['persons:unmask']) => {
  const server = testServer(database)
  const headers = await bearer(database, permissions, org)
  const reply = await ask<{ field?: string; value?: string; code?: string }>(server, {
    method: 'POST',
    url: '/v1/unmask',
    headers,
    payload: body,
  })
  await server.close()
  return reply
}

describe('a value in clear', () => {
  test('is given alone, and leaves an entry for the subject and a leaf in the audit', async () => {
    const reply = await unmask(wish())
    expect([reply.status, reply.body]).toEqual([200, { field: 'CF_XDR_ZJHM', value: number }])
    expect((await leavesOf(database.ctx(), record)).map((l) => l.action)).toContain('archive.unmask-field')
    const { rows } = await sql<{ kind: string; reason: string; classes: string[] }>`
      select kind, reason, classes from access.entry where subject_id = ${subject} and kind = 'unmask'`.execute(
      database.db,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.classes).toEqual(['secret'])
    expect(rows[0]!.reason, 'the reason is kept without the number').not.toContain(number)
  })

  test('is given to the body that sent it only, with the permission only, for a known purpose only', async () => {
    expect((await unmask(wish(), 'court')).body.code, 'as unknown').toBe('archive.recordUnknown')
    expect((await unmask(wish(), null)).body.code).toBe('archive.notYours')
    expect((await unmask(wish(), 'police', ['archive:read'])).status).toBe(403)
    expect((await unmask(wish({ purpose: 'curiosity' }))).status).toBe(400)
    expect((await unmask(wish({ field: 'constructor' }))).body.code).toBe('archive.fieldUnknown')
    expect((await unmask(wish({ recordId: subject }))).body.code).toBe('archive.recordUnknown')
  })

  test('is counted: when the day’s values are used up there is none, and nothing is noted', async () => {
    const settings = { ...database.deps.settings, unmaskPerDay: 2 }
    const own = { ...database, deps: { ...database.deps, settings } }
    const server = testServer(own)
    const headers = await bearer(database, ['persons:unmask'], 'police')
    const before = await entries()
    const once = () =>
      ask<{ code?: string }>(server, { method: 'POST', url: '/v1/unmask', headers, payload: wish() })
    const replies = await Promise.all([once(), once(), once(), once()])
    expect(replies.map((r) => r.status).sort()).toEqual([200, 200, 429, 429])
    expect(await entries()).toBe(before + 2)
    await server.close()
  })
})

async function entries(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from access.entry`.execute(database.db)
  return rows[0]!.n
}

test('who looked is told to the subject by body and purpose, newest first, without the officer', async () => {
  const server = testServer(database)
  const address = `/v1/archive/subjects/${subject}/records/${record}?purpose=supervision`
  const stranger = await bearer(database, ['archive:read'], 'court')
  expect((await ask(server, { method: 'GET', url: address, headers: stranger })).status).toBe(404)
  const reader = await bearer(database, ['archive:read'])
  const seen = await ask<{ versions: { values: Record<string, string> }[] }>(server, {
    method: 'GET',
    url: address,
    headers: reader,
  })
  expect(seen.status).toBe(200)
  expect(seen.text).not.toContain(number)
  expect(seen.body.versions[0]!.values.CF_XDR_ZJHM, 'secret to other bodies').toBeUndefined()
  const headers = await bearer(database, ['accesses:read'])
  const url = `/v1/subjects/${subject}/accesses`
  const told = await ask<{
    items: { body: { id: string }; purpose: { code: string }; kind: string }[]
    next: string
  }>(server, { method: 'GET', url: `${url}?limit=1`, headers })
  expect(told.body.items).toMatchObject([
    { body: { id: null }, purpose: { code: 'supervision' }, kind: 'view' },
  ])
  expect(told.text).not.toMatch(/token:/)
  const more = await ask<typeof told.body>(server, {
    method: 'GET',
    url: `${url}?cursor=${told.body.next}`,
    headers,
  })
  expect(more.body.items.map((i) => i.kind)).toContain('unmask')
  expect((await ask(server, { method: 'GET', url: `${url}?cursor=x`, headers })).status).toBe(400)
  await server.close()
})

test('staff of the sending body see six and four signs of a number, others none', async () => {
  const server = testServer(database)
  const headers = await bearer(database, ['archive:read'], 'police')
  const url = `/v1/archive/subjects/${subject}/records/${record}`
  const { body, text } = await ask<{ versions: { values: Record<string, string> }[] }>(server, {
    method: 'GET',
    url,
    headers,
  })
  expect(body.versions[0]!.values.CF_XDR_ZJHM).toBe(`${number.slice(0, 6)}********${number.slice(14)}`)
  expect(text).not.toContain(number)
  await server.close()
})
