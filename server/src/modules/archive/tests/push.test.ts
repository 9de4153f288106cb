import { rootOverRows } from '@xinqiao/standards/tlog'
import { world } from '@xinqiao/test-data'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type Fields, fieldsOf } from '../../../../test/support/filing.ts'
import { ask, bearer, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { leavesOf } from '../../audit/index.ts'
import { bodyOf } from '../../intake/index.ts'

type Answer = {
  batchId: string
  verdict: string
  recordId: string | null
  subjectId: string | null
  findings: { code: string; column: string | null }[]
  code?: string
}
const honours = fieldsOf('honour', {
  world: world({ seed: 14, companies: 90 }),
  day: '2026-06-01',
  count: 60,
})

let database: TestDatabase
let server: FastifyInstance
let headers: { authorization: string }
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
  headers = await bearer(database, ['records:write', 'batches:read'])
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const push = (values: Fields, key?: string, more: object = {}) =>
  ask<Answer>(server, {
    method: 'POST',
    url: '/v1/records',
    headers: { ...headers, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    payload: { kind: 'honour', values, ...more },
  })
const count = async (table: string) => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
    database.db,
  )
  return rows[0]!.n
}

describe('a pushed record', () => {
  test('is answered with what became of it once it is durable', async () => {
    const { status, body } = await push(honours[0]!)
    expect([status, body.verdict]).toEqual([201, 'accepted'])
    const { rows } = await sql<{ batch_id: string }>`select batch_id from archive.record
      where subject_id = ${body.subjectId} and id = ${body.recordId}`.execute(database.db)
    expect(rows).toEqual([{ batch_id: body.batchId }])
  })

  test('leaves an audit leaf that commits to what became of it and the content of its record, refused ones too', async () => {
    for (const values of [honours[50]!, { ...honours[51]!, ZTMC: '' }]) {
      const { body } = await push(values)
      const { rows } = await sql<{ digest: string }>`select encode(digest, 'hex') as digest
        from archive.record where id = ${body.recordId}`.execute(database.db)
      const text = body.verdict === 'rejected' ? 'r||' : `a|${body.recordId}|${rows[0]!.digest}`
      expect(await leavesOf(database.ctx(), body.batchId)).toMatchObject([
        {
          action: 'archive.file-chunk',
          digest: Buffer.from(rootOverRows([text])).toString('hex'),
          detail: { chunk: 0, rows: 1 },
        },
      ])
    }
  })

  test('sent again without a key is a duplicate of the same record', async () => {
    const first = await push(honours[1]!)
    const again = await push(honours[1]!)
    expect(again.body).toMatchObject({
      verdict: 'duplicate',
      recordId: first.body.recordId,
      subjectId: first.body.subjectId,
    })
  })

  test('sent again with its key is answered exactly as the first time, and is there once', async () => {
    const sent = { ...honours[2]!, RDRQ: '2026/2/3', FDDBR: '  张 三 ' }
    const first = await push(sent, 'once')
    const batches = await count('intake.batch')
    for (let i = 0; i < 3; i++) expect((await push(sent, 'once')).body).toEqual(first.body)
    expect(await count('intake.batch')).toBe(batches)
  })

  test('is answered alike even after the record was corrected by another', async () => {
    const first = await push(honours[3]!, 'early')
    await push({ ...honours[3]!, RYJB: '国家级' })
    expect((await push(honours[3]!, 'early')).body).toEqual(first.body)
  })

  test('with a key that was used for something else is refused', async () => {
    await push(honours[4]!, 'taken')
    const other = await push(honours[5]!, 'taken')
    expect([other.status, other.body.code]).toEqual([422, 'intake.keyReused'])
    expect((await push(honours[4]!, 'taken', { provider: 'another' })).status).toBe(422)
  })

  test('with a key another sender used is its own', async () => {
    const first = await push(honours[6]!, 'shared')
    const others = await bearer(database, ['records:write'], 'other')
    const { body, status } = await ask<Answer>(server, {
      method: 'POST',
      url: '/v1/records',
      headers: { ...others, 'idempotency-key': 'shared' },
      payload: { kind: 'honour', values: honours[7] },
    })
    expect(status).toBe(201)
    expect(body.batchId).not.toBe(first.body.batchId)
  })

  test('of a kind that does not exist, or of none, is refused', async () => {
    expect((await push(honours[8]!, undefined, { kind: 'no-such-kind' })).body.code).toBe(
      'archive.kindUnknown',
    )
    expect((await push({}, undefined)).status).toBe(400)
  })

  test('that lacks what is required is rejected with the fields named, and kept as received', async () => {
    const { ZTMC: _, ...without } = honours[9]!
    const { status, body } = await push(without)
    expect([status, body.verdict, body.recordId]).toEqual([201, 'rejected', null])
    expect(body.findings.map((f) => f.code)).toContain('required-empty')
    const { rows } = await sql<{
      body: Buffer
    }>`select body from intake.batch where id = ${body.batchId}`.execute(database.db)
    expect(rows[0]!.body.toString(), 'sealed').not.toContain(Object.keys(without)[0]!)
    expect(JSON.parse((await bodyOf(database.ctx(), body.batchId!))!.toString())).toEqual(without)
  })

  test('may use titles of the catalog instead of codes', async () => {
    const titled = {
      主体名称: honours[10]!.ZTMC!,
      统一社会信用代码: honours[10]!.TYSHXYDM!,
      荣誉名称: '测试',
      授予日期: '2026-01-01',
      授予单位: '测试市',
    }
    expect((await push(titled)).body.verdict).toBe('accepted')
  })
})

describe('many at once', () => {
  test('one key sent by many at the same moment is one record and one answer', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => push(honours[11]!, 'at-once')))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(answers[0]!.status).toBe(201)
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from intake.batch where idempotency_key = 'at-once'`.execute(database.db)
    expect(rows[0]!.n).toBe(1)
  })

  test('of two contents under one key at the same moment one wins, the other is refused', async () => {
    const answers = await Promise.all([12, 13, 12, 13, 12].map((n) => push(honours[n]!, 'either')))
    const won = answers.filter(({ status }) => status === 201)
    expect(new Set(won.map(({ body }) => body.batchId)).size).toBe(1)
    expect(answers.length - won.length).toBeGreaterThanOrEqual(2)
    expect(
      answers.filter(({ status }) => status !== 201).every(({ body }) => body.code === 'intake.keyReused'),
    ).toBe(true)
  })

  test('a bad record among good ones harms none of them', async () => {
    const good = honours.slice(20, 50)
    const answers = await Promise.all([
      ...good.map((values) => push(values)),
      push({ ...honours[51]!, RDRQ: 'sometime' }),
      push(honours[52]!, 'x'.repeat(300)),
      push(honours[53]!, undefined, { kind: 'no-such-kind' }),
      push({ ZTMC: 'x'.repeat(20_000) }),
    ])
    expect(answers.slice(0, good.length).map(({ status }) => status)).toEqual(good.map(() => 201))
    expect(answers.slice(good.length).map(({ status }) => status)).toEqual([201, 400, 400, 201])
  })

  test('the same fact pushed by many at once is one record', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => push(honours[54]!)))
    expect(new Set(answers.map(({ body }) => body.recordId)).size).toBe(1)
    expect(answers.filter(({ body }) => body.verdict === 'accepted')).toHaveLength(1)
  })
})
