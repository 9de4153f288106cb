import { parsePolicy, type TrustPolicy } from '@xinqiao/standards/tlog'
import { world } from '@xinqiao/test-data'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, fieldsOf, fileIt } from '../../../../test/support/filing.ts'
import { ask, bearer, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { checkReceipt, takeTurns } from '../../audit/index.ts'
import { verifyChunks } from '../index.ts'

let database: TestDatabase
let server: FastifyInstance
let headers: { authorization: string }
let batchId: string
const honours = fieldsOf('honour', {
  world: world({ seed: 21, companies: 60 }),
  day: '2026-06-01',
  count: 40,
})
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
  headers = await bearer(database, ['batches:read', 'records:write', 'audit:read'])
  const broken = Object.fromEntries(Object.keys(honours[5]!).map((code, n) => [code, n === 0 ? '？' : '']))
  const view = await fileIt(database, csvOf([...honours, honours[3]!, broken]), {
    kind: 'honour',
    filename: 'h.csv',
  })
  batchId = view.id
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const get = (url: string) => ask(server, { method: 'GET', url, headers })
const policy = async () => parsePolicy((await get('/tlog/policy')).text) as TrustPolicy
const receipt = async (query = '') =>
  checkReceipt((await get(`/v1/batches/${batchId}/receipt${query}`)).text, await policy())

test('a receipt is pending until the batch stands in a published checkpoint', async () => {
  const reply = await get(`/v1/batches/${batchId}/receipt`)
  expect([reply.status, reply.body.code]).toEqual([409, 'audit.receiptPending'])
  await takeTurns(database.ctx())
  expect((await get(`/v1/batches/${batchId}/receipt`)).headers['content-disposition']).toContain(
    '.tlog-proof',
  )
})

test('the receipt of a batch proves what was filed', async () => {
  expect(await receipt()).toMatchObject({
    isProven: true,
    origin: 'test.example/tlog/audit',
    entry: { type: 'archive.file-batch', object: batchId },
    payload: { detail: { received: 42, status: 'filed' } },
    row: null,
  })
})

test('the receipt of a row proves what became of it, for every row of the batch', async () => {
  const rows = await Promise.all(Array.from({ length: 42 }, (_, i) => receipt(`?row=${i + 2}`)))
  const verdicts = rows.map((one) => (one.isProven ? one.row?.[0] : one.reason))
  expect(verdicts.slice(40)).toEqual(['d', 'r'])
  expect(verdicts.every((verdict) => /^[acdqr]$/.test(verdict ?? ''))).toBe(true)
  expect((await get(`/v1/batches/${batchId}/receipt?row=999`)).body.code).toBe('archive.rowUnknown')
})

test('a receipt that was changed in any place proves nothing, or nothing else', async () => {
  const text = (await get(`/v1/batches/${batchId}/receipt?row=4`)).text
  const trusted = await policy()
  const told = checkReceipt(text, trusted)
  for (let at = 0; at < text.length; at += 3) {
    const letter = text[at] === 'A' ? 'B' : 'A'
    const checked = checkReceipt(text.slice(0, at) + letter + text.slice(at + 1), trusted)
    // What nobody vouches for may be left away; it cannot be replaced.
    if (!checked.isProven || !told.isProven) continue
    expect([told.row, null]).toContain(checked.row)
    expect({ ...checked, row: told.row, payload: checked.payload ?? told.payload }).toEqual(told)
  }
  for (const noise of ['', '\n\n', 'c2sp.org/tlog-proof@v1\n\n', text.slice(0, 400), `${text}${text}`])
    expect(checkReceipt(noise, trusted).isProven).toBe(false)
})

test('a pushed record has its receipt too', async () => {
  const pushed = await ask<{ batchId: string; recordId: string }>(server, {
    method: 'POST',
    url: '/v1/records',
    headers,
    payload: {
      kind: 'honour',
      values: fieldsOf('honour', {
        world: world({ seed: 22, companies: 5 }),
        day: '2026-06-01',
        count: 1,
      })[0]!,
    },
  })
  expect(pushed.status).toBe(201)
  await takeTurns(database.ctx())
  const text = (await get(`/v1/batches/${pushed.body.batchId}/receipt?row=1`)).text
  expect(checkReceipt(text, await policy())).toMatchObject({
    isProven: true,
    row: expect.stringContaining(pushed.body.recordId),
  })
})

test('what is in force is told in the public log, with the digest everybody can compare', async () => {
  await takeTurns(database.ctx())
  const checkpoint = (await get('/tlog/public/checkpoint')).text
  const size = Number(checkpoint.split('\n')[1])
  expect(size).toBeGreaterThan(50)
  const reply = await ask(server, { method: 'GET', url: `/tlog/public/tile/entries/000.p/${size}` })
  expect([reply.status, reply.type, reply.headers['cache-control']]).toEqual([
    200,
    'application/octet-stream',
    'public, max-age=31536000, immutable',
  ])
  const { items } = (await get('/v1/policy/packs?limit=1')).body as unknown as {
    items: { code: string; version: string; sha256: string }[]
  }
  const [pack] = items
  expect(reply.text).toContain(`"digest":"${pack!.sha256}"`)
  expect(reply.text).toContain(`"object":"${pack!.code}@${pack!.version}"`)
})

test('tiles of the audit log are for those who may read it, checkpoints for everybody', async () => {
  await takeTurns(database.ctx())
  const open = await ask(server, { method: 'GET', url: '/tlog/audit/checkpoint' })
  expect([open.status, open.type, open.headers['cache-control']]).toEqual([
    200,
    'text/plain; charset=utf-8',
    'public, max-age=1',
  ])
  const size = Number(open.text.split('\n')[1])
  const url = `/tlog/audit/tile/0/000.p/${size}`
  expect((await ask(server, { method: 'GET', url })).status).toBe(401)
  const mine = await get(url)
  expect([mine.status, mine.bytes.length, mine.headers['cache-control']]).toEqual([
    200,
    size * 32,
    'private, max-age=31536000, immutable',
  ])
  for (const wrong of [
    '0/000',
    `0/000.p/${size + 1}`,
    '0/001',
    '1/000',
    '0/0',
    'entries/999',
    '..%2f..%2fsigned',
    '0/000.p/0',
    'x',
  ])
    expect((await get(`/tlog/audit/tile/${wrong}`)).status).toBe(404)
})

test('the rows and records of every chunk are compared with its leaf', async () => {
  expect((await verifyChunks(database.ctx(), 10)).faults).toEqual([])
  await sql`update archive.record set digest = '\\x00' where batch_id = ${batchId} and row_number = 9`.execute(
    database.db,
  )
  const { checked, faults } = await verifyChunks(database.ctx(), 10)
  expect(checked).toBe(2)
  expect(faults).toMatchObject([{ code: 'rows', told: expect.stringContaining(batchId) }])
})
