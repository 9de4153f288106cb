import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, fileIt, walkAll, workQueue } from '../../../../test/support/filing.ts'
import { ask, bearer, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { firmAt } from './clues.ts'

type Doubt = {
  id: string
  reason: string
  batchId: string | null
  rowNumber: number | null
  row: { name: string }
  candidates: {
    subjectId: string
    entityId: string
    score: number
    evidence: { weight: number; title: object }[]
  }[]
}
const [known, other] = [firmAt(70), firmAt(71)]
const honour = (name: string, n: number, uscc = '') => ({
  ZTMC: name,
  TYSHXYDM: uscc,
  RYMC: `测试荣誉${n}`,
  WSH: `测表字〔2026〕${n}号`,
  RDRQ: '2026-02-03',
  RDJG: '测试市人民政府',
})

let database: TestDatabase
let server: FastifyInstance
let headers: { authorization: string }
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
  headers = await bearer(database, ['subjects:decide', 'batches:read'])
  await fileIt(database, csvOf([honour(known.name, 1, known.uscc), honour(other.name, 2, other.uscc)]))
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const doubts = async () =>
  (await ask<{ items: Doubt[] }>(server, { method: 'GET', url: '/v1/doubts?limit=100', headers })).body.items
const decide = (id: string, payload: object) =>
  ask<{ code?: string; state?: string }>(server, {
    method: 'POST',
    url: `/v1/doubts/${id}/decision`,
    headers,
    payload,
  })
const reason = '测试：人工确认'
const send = (name: string, n: number) => fileIt(database, csvOf([honour(name, n)]), { kind: 'honour' })
const doubtOf = async (batchId: string) => (await doubts()).find((d) => d.batchId === batchId)!
const settle = async () => {
  await workQueue(database)
  await walkAll(database)
}
const countsOf = async (batchId: string) => {
  const { rows } = await sql<{ verdict: string; subject_id: string | null }>`
    select verdict, subject_id from archive.row_outcome where batch_id = ${batchId}`.execute(database.db)
  return rows
}

describe('a row whose subject cannot be told', () => {
  test('waits with its candidates and the weight of every piece of evidence', async () => {
    const batch = await send(known.name, 11)
    expect(batch.rows).toMatchObject({ received: 1, inDoubt: 1 })
    const doubt = await doubtOf(batch.id)
    expect(doubt).toMatchObject({ reason: 'candidates', rowNumber: 2, row: { name: known.name } })
    const [best] = doubt.candidates
    expect(best!.evidence.reduce((sum, e) => sum + e.weight, 0)).toBeCloseTo(best!.score)
    expect(best!.evidence[0]!.title).toMatchObject({ 'zh-CN': expect.any(String), en: expect.any(String) })
  })

  test('is filed for the subject a person names, and the batch tells so', async () => {
    const batch = await send(known.name, 12)
    const doubt = await doubtOf(batch.id)
    const { entityId } = doubt.candidates[0]!
    expect((await decide(doubt.id, { decision: 'same', subjectId: entityId, reason })).body.state).toBe(
      'same',
    )
    await settle()
    expect(await countsOf(batch.id)).toMatchObject([{ verdict: 'a', subject_id: entityId }])
    expect(await doubtOf(batch.id)).toBeUndefined()
  })

  test('is asked about once, however often it is sent', async () => {
    const first = await send(known.name, 13)
    await send(known.name, 13)
    const named = (await doubts()).filter((d) => d.row.name === known.name && d.batchId !== null)
    expect(named.filter((d) => d.batchId === first.id)).toHaveLength(1)
  })

  test('is not asked about again: the same row sent later follows the answer given before', async () => {
    const first = await send(known.name, 18)
    const doubt = await doubtOf(first.id)
    const { entityId } = doubt.candidates[0]!
    await decide(doubt.id, { decision: 'same', subjectId: entityId, reason })
    await settle()
    const again = await send(known.name, 18)
    expect(again.rows).toMatchObject({ received: 1, inDoubt: 0, duplicate: 1 })
  })

  test('becomes a subject of its own when a person vouches for it', async () => {
    const batch = await send('无码测试协会', 14)
    const doubt = await doubtOf(batch.id)
    expect(doubt.reason).toBe('no-candidate')
    expect((await decide(doubt.id, { decision: 'new', reason })).status).toBe(200)
    await settle()
    const [outcome] = await countsOf(batch.id)
    expect(outcome).toMatchObject({ verdict: 'a', subject_id: expect.any(String) })
    const found = await ask<{ items: { id: string }[] }>(server, {
      method: 'GET',
      url: encodeURI('/v1/search?q=无码测试协会'),
    })
    expect(found.body.items.map(({ id }) => id)).toEqual([outcome!.subject_id])
  })

  test('stays unfiled when it is none of them', async () => {
    const batch = await send(known.name, 15)
    const doubt = await doubtOf(batch.id)
    expect((await decide(doubt.id, { decision: 'different', reason })).body.state).toBe('different')
    await settle()
    expect(await countsOf(batch.id)).toMatchObject([{ verdict: 'q', subject_id: null }])
  })

  test('is decided by one of two people who answer at the same moment', async () => {
    const batch = await send(known.name, 16)
    const doubt = await doubtOf(batch.id)
    const { entityId } = doubt.candidates[0]!
    const answers = await Promise.all([
      decide(doubt.id, { decision: 'same', subjectId: entityId, reason }),
      decide(doubt.id, { decision: 'different', reason }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })
})

describe('answers that cannot be', () => {
  test('are refused: no subject, an unknown one, an unknown doubt, no reason', async () => {
    const batch = await send(known.name, 17)
    const { id } = await doubtOf(batch.id)
    const nobody = '00000000-0000-8000-8000-000000000000'
    expect((await decide(id, { decision: 'same', reason })).status).toBe(422)
    expect((await decide(id, { decision: 'same', subjectId: nobody, reason })).status).toBe(404)
    expect((await decide(nobody, { decision: 'different', reason })).status).toBe(404)
    expect((await decide(id, { decision: 'different' })).status).toBe(400)
    expect((await decide(id, { decision: 'perhaps', reason })).status).toBe(400)
  })
})

describe('two subjects that may be one', () => {
  test('wait as a pair; the answer joins them, and taking it back parts them', async () => {
    const over = { legal: '孙测试', region: '330106' }
    const base = (firm: { uscc: string }, name: string) => ({
      QYMC: name,
      TYSHXYDM: firm.uscc,
      FDDBR: over.legal,
      XZQH: over.region,
      CLRQ: '2016-01-02',
      QYLX: '有限责任公司',
      JYZT: '存续',
      ZS: '测试路70号',
    })
    const name = '杭州市成对测试有限公司'
    await fileIt(database, csvOf([base(firmAt(72), name)]), { kind: 'enterprise-base' })
    await fileIt(database, csvOf([base(firmAt(73), name)]), { kind: 'enterprise-base' })
    const pair = (await doubts()).find((d) => d.reason === 'possible-same')!
    expect(pair.row.name).toBe(name)
    await decide(pair.id, { decision: 'same', subjectId: pair.candidates[0]!.entityId, reason })
    await settle()
    const search = () =>
      ask<{ items: object[] }>(server, { method: 'GET', url: encodeURI(`/v1/search?q=${name}`) })
    expect((await search()).body.items).toHaveLength(1)
    expect((await decide(pair.id, { decision: 'undo', reason })).body.state).toBe('open')
    await settle()
    expect((await search()).body.items).toHaveLength(2)
  })
})
