import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { text as readText } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { loadPolicy } from '../../../../test/support/server.ts'
import { findBatch, listBatches, openBatches, type Receipt, receiveBatch } from '../index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
})
afterAll(() => database.close())

let count = 0
const fresh = () => `a,b\n${++count},x\n`
const receive = (bytes: string | Readable, receipt: Receipt = {}, bytesMax = 1_000_000) =>
  receiveBatch(
    database.ctx(),
    typeof bytes === 'string' ? Readable.from([Buffer.from(bytes)]) : bytes,
    receipt,
    bytesMax,
  )
const arriving = () =>
  readdirSync(join(dirname(dirname(database.deps.files.path('0'.repeat(64)))), 'arriving'))

describe('a received file', () => {
  test('is on disk under its digest, byte for byte, before the answer is given', async () => {
    const text = fresh()
    const batch = await receive(text, { filename: '文件.csv', contentType: 'text/csv' })
    expect(existsSync(database.deps.files.path(batch.sha256))).toBe(true)
    expect(await readText(database.deps.files.read(batch.sha256))).toBe(text)
    expect(readFileSync(database.deps.files.path(batch.sha256), 'latin1')).not.toContain(text.slice(0, 12))
    expect(batch).toMatchObject({
      status: 'received',
      size: Buffer.byteLength(text),
      filename: '文件.csv',
      duplicateOf: null,
    })
    expect(await openBatches(database.ctx())).toContain(batch.id)
  })

  test('sent again by the same provider is another batch that names the first', async () => {
    const text = fresh()
    const first = await receive(text, { provider: 'tax' })
    const again = await receive(text, { provider: 'tax' })
    const other = await receive(text, { provider: 'court' })
    expect([again.duplicateOf, other.duplicateOf]).toEqual([first.id, null])
    expect(new Set([first.id, again.id, other.id]).size).toBe(3)
  })

  test('with a key is the same batch however often the request is repeated', async () => {
    const text = fresh()
    const first = await receive(text, { idempotencyKey: 'once', filename: 'a.csv' })
    expect((await receive(text, { idempotencyKey: 'once', filename: 'a.csv' })).id).toBe(first.id)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => receive(text, { idempotencyKey: 'at-once' })),
    )
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  })

  test('with a key that was used for other bytes, another kind or another day is refused', async () => {
    const text = fresh()
    await receive(text, { idempotencyKey: 'used' })
    const refused = { code: 'intake.keyReused', status: 422 }
    await expect(receive(fresh(), { idempotencyKey: 'used' })).rejects.toMatchObject(refused)
    await expect(receive(text, { idempotencyKey: 'used', kind: 'honour' })).rejects.toMatchObject(refused)
    await expect(receive(text, { idempotencyKey: 'used', receivedOn: '2026-01-01' })).rejects.toMatchObject(
      refused,
    )
  })

  test('larger than allowed is refused, and nothing of it stays', async () => {
    await expect(receive('x'.repeat(1_001), {}, 1_000)).rejects.toMatchObject({
      code: 'intake.fileTooLarge',
      status: 413,
    })
    expect((await receive('x'.repeat(1_000), {}, 1_000)).size).toBe(1_000)
    expect(arriving()).toEqual([])
  })

  test('whose stream breaks off is not a batch, and nothing of it stays', async () => {
    const before = (await listBatches(database.ctx(), { before: null, limit: 100, scope: null })).length
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('a,b\n')
      throw new Error('the sender is gone')
    }
    await expect(receive(Readable.from(broken()))).rejects.toThrow('the sender is gone')
    expect((await listBatches(database.ctx(), { before: null, limit: 100, scope: null })).length).toBe(before)
    expect(arriving()).toEqual([])
  })

  test('that is empty is a batch as well', async () => {
    expect(await receive('')).toMatchObject({ size: 0, status: 'received' })
  })
})

describe('what a sender may get wrong', () => {
  test.each([
    [{ provider: 'a/b' }, 'intake.providerInvalid'],
    [{ provider: '' }, 'intake.providerInvalid'],
    [{ provider: 'x'.repeat(65) }, 'intake.providerInvalid'],
    [{ receivedOn: '2026-02-30' }, 'intake.dayInvalid'],
    [{ receivedOn: '20260201' }, 'intake.dayInvalid'],
    [{ idempotencyKey: '' }, 'intake.keyInvalid'],
    [{ idempotencyKey: 'a b' }, 'intake.keyInvalid'],
    [{ idempotencyKey: 'x'.repeat(256) }, 'intake.keyInvalid'],
  ] as [Receipt, string][])('%j is %s', async (receipt, code) => {
    await expect(receive(fresh(), receipt)).rejects.toMatchObject({ code, status: 400 })
  })

  test('a provider may be named in Chinese or by its code', async () => {
    for (const provider of ['国家税务总局', '11330000MB0000000X', 'a.b_c-d'])
      expect((await receive(fresh(), { provider })).providerId).toBe(provider)
  })
})

test('the list of batches is newest first and pages without gaps', async () => {
  const all = await listBatches(database.ctx(), { before: null, limit: 1_000, scope: null })
  const paged: string[] = []
  for (let before: number | null = null; ; ) {
    const page = await listBatches(database.ctx(), { before, limit: 3, scope: null })
    paged.push(...page.map(({ id }) => id))
    if (page.length < 3) break
    before = page.at(-1)!.seq
  }
  expect(paged).toEqual(all.map(({ id }) => id))
  expect(all.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq).toSorted((a, b) => b - a))
  expect(await findBatch(database.ctx(), '00000000-0000-4000-8000-000000000000', null)).toBeUndefined()
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from intake.batch`.execute(database.db)
  expect(rows[0]!.n).toBe(all.length)
})
