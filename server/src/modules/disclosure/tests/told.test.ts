import { parsePolicy, type TrustPolicy } from '@xinqiao/standards/tlog'
import { world } from '@xinqiao/test-data'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, fieldsOf, fileIt, walkAll } from '../../../../test/support/filing.ts'
import { ask, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { markDue } from '../../archive/index.ts'
import { checkReceipt, takeTurns, trustPolicy } from '../../audit/index.ts'
import { verifyPages } from '../index.ts'

const now = new Date('2026-06-01T12:00:00+08:00')
let database: TestDatabase
let server: FastifyInstance
let subjects: string[]
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database, { now: () => now })
  const scene = world({ seed: 31, companies: 30 })
  const rows = fieldsOf('administrative-license', { world: scene, day: '2026-05-30', count: 40 })
  await fileIt(database, csvOf(rows), { kind: 'administrative-license', now })
  await walkAll(database, now)
  const found = await sql<{
    subject_id: string
  }>`select subject_id from disclosure.page where body is not null order by 1`.execute(database.db)
  subjects = found.rows.map((row) => row.subject_id)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const told = async () => {
  const { rows } = await sql<{ detail: { shown: number; ended: number } }>`select detail from audit.leaf
    where action = 'disclosure.show-pages' and log = 'public' order by seq`.execute(database.db)
  return rows.map(({ detail }) => [detail.shown, detail.ended])
}

test('the public log is told of every page that is shown, and of none twice', async () => {
  expect(subjects.length).toBeGreaterThan(10)
  expect((await told()).reduce((sum, [shown]) => sum + shown!, 0)).toBe(subjects.length)
  const before = await told()
  await database.act((ctx) => markDue(ctx, subjects, true), { now })
  await walkAll(database, now)
  expect(await told()).toEqual(before)
  expect(await verifyPages(database.ctx(), 10)).toEqual([])
})

test('every page has a receipt that proves what it says, to whoever has the policy', async () => {
  await takeTurns(database.ctx())
  const policy = parsePolicy(trustPolicy(database.ctx()).text) as TrustPolicy
  for (const id of subjects.slice(0, 12)) {
    const reply = await ask(server, { method: 'GET', url: `/v1/subjects/${id}/receipt` })
    expect(reply.status).toBe(200)
    const checked = checkReceipt(reply.text, policy)
    if (!checked.isProven) throw new Error(checked.reason)
    expect(checked.row).toBe(`${id}|${digestOf(checked.page!)}`)
    const { rows } = await sql<{
      text: string
    }>`select body::text as text from disclosure.page where subject_id = ${id}`.execute(database.db)
    expect(checked.page).toBe(rows[0]!.text)
  }
  const none = await ask(server, {
    method: 'GET',
    url: '/v1/subjects/00000000-0000-8000-8000-000000000000/receipt',
  })
  expect([none.status, none.body.code]).toEqual([404, 'disclosure.subjectUnknown'])
})

test('a page changed behind the log is named, and so are rows kept of a leaf', async () => {
  const [id, other] = subjects as [string, string]
  await sql`update disclosure.page set body = '{"forged":true}' where subject_id = ${id}`.execute(database.db)
  await sql`delete from disclosure.page where subject_id = ${other}`.execute(database.db)
  expect((await verifyPages(database.ctx(), 10)).map((fault) => [fault.code, fault.told])).toEqual([
    ['page', `subject ${id}`],
    ['page', `subject ${other}`],
  ])
  const reply = await ask(server, { method: 'GET', url: `/v1/subjects/${id}/receipt` })
  const policy = parsePolicy(trustPolicy(database.ctx()).text) as TrustPolicy
  // The receipt of the page that was told remains; what stands there now is not part of it.
  expect(checkReceipt(reply.text, policy)).toMatchObject({ isProven: true, page: null })
  await database.act((ctx) => markDue(ctx, [id, other], true), { now })
  await walkAll(database, now)
  expect(await verifyPages(database.ctx(), 10)).toEqual([])
})

test('a page that ended is told as ended', async () => {
  const [id] = subjects as [string]
  await database.act(
    async (ctx) => {
      await sql`delete from archive.record where subject_id = ${id}`.execute(ctx.db)
      await markDue(ctx, [id], true)
    },
    { now },
  )
  await walkAll(database, now)
  expect((await told()).at(-1)).toEqual([0, 1])
  expect(await verifyPages(database.ctx(), 10)).toEqual([])
  expect((await ask(server, { method: 'GET', url: `/v1/subjects/${id}/receipt` })).status).toBe(404)
})
