import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, fileIt, walkAll, workQueue } from '../../../../test/support/filing.ts'
import { ask, bearer, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { firmAt } from './clues.ts'

type Doubt = { id: string; reason: string; batchId: string | null; candidates: object[] }
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

const standingOf = async (n: number) => {
  const { rows } = await sql<{ subject_id: string; status: string; version: number }>`
    select subject_id, status, version from archive.record where payload->>'RYMC' = ${`测试荣誉${n}`}`.execute(
    database.db,
  )
  return rows.map((r) => [r.subject_id, r.status, r.version] as const)
}
const organOf = async (n: number) => {
  const { rows } = await sql<{ organ: string }>`select payload->>'RDJG' as organ from archive.record
    where payload->>'RYMC' = ${`测试荣誉${n}`}`.execute(database.db)
  return rows[0]!.organ
}

describe('a row that a person has decided', () => {
  test('waits again when the answer is taken back, and its record leaves the archive', async () => {
    const batch = await send(known.name, 20)
    const doubt = await doubtOf(batch.id)
    const [entityId, wrong] = ['uscc', 'uscc'].map((scheme, i) =>
      database.deps.keys.identityOf(scheme, [known, other][i]!.uscc),
    )
    await decide(doubt.id, { decision: 'same', subjectId: wrong, reason })
    await settle()
    expect(await standingOf(20)).toEqual([[wrong, 'active', 1]])
    expect((await decide(doubt.id, { decision: 'undo', reason })).body.state).toBe('open')
    await settle()
    expect(await standingOf(20)).toEqual([[wrong, 'removed', 2]])
    expect(await countsOf(batch.id)).toMatchObject([{ verdict: 'q', subject_id: null }])
    expect((await doubtOf(batch.id)).id).toBe(doubt.id)
    expect((await send(known.name, 20)).rows).toMatchObject({ inDoubt: 1 })
    await decide(doubt.id, { decision: 'same', subjectId: entityId, reason })
    await settle()
    expect((await standingOf(20)).toSorted()).toEqual(
      [
        [entityId, 'active', 1],
        [wrong, 'removed', 2],
      ].toSorted(),
    )
    await decide(doubt.id, { decision: 'undo', reason })
    await decide(doubt.id, { decision: 'same', subjectId: wrong, reason })
    await settle()
    expect((await standingOf(20)).toSorted()).toEqual(
      [
        [entityId, 'removed', 2],
        [wrong, 'active', 3],
      ].toSorted(),
    )
    expect(await countsOf(batch.id)).toMatchObject([{ verdict: 'a', subject_id: wrong }])
  })

  test('gives way to the version before it when the answer is taken back', async () => {
    const entityId = database.deps.keys.identityOf('uscc', known.uscc)
    await fileIt(database, csvOf([honour(known.name, 21, known.uscc)]), { kind: 'honour' })
    const correct = { ...honour(known.name, 21), RDJG: '测试省人民政府' }
    const batch = await fileIt(database, csvOf([correct]), { kind: 'honour' })
    const doubt = await doubtOf(batch.id)
    await decide(doubt.id, { decision: 'same', subjectId: entityId, reason })
    await settle()
    expect(await standingOf(21)).toEqual([[entityId, 'active', 2]])
    expect(await organOf(21)).toBe('测试省人民政府')
    await decide(doubt.id, { decision: 'undo', reason })
    await settle()
    expect(await standingOf(21)).toEqual([[entityId, 'active', 3]])
    expect(await organOf(21)).toBe('测试市人民政府')
  })

  test('leaves alone what another row has changed since', async () => {
    const entityId = database.deps.keys.identityOf('uscc', known.uscc)
    const batch = await send(known.name, 22)
    const doubt = await doubtOf(batch.id)
    await decide(doubt.id, { decision: 'same', subjectId: entityId, reason })
    await settle()
    await fileIt(database, csvOf([{ ...honour(known.name, 22, known.uscc), RDJG: '测试省人民政府' }]), {
      kind: 'honour',
    })
    await decide(doubt.id, { decision: 'undo', reason })
    await settle()
    expect(await standingOf(22)).toEqual([[entityId, 'active', 2]])
    expect(await organOf(22)).toBe('测试省人民政府')
  })

  test('does not come back when a later answer that replaced it is taken back too', async () => {
    const entityId = database.deps.keys.identityOf('uscc', known.uscc)
    const first = await doubtOf((await send(known.name, 23)).id)
    await decide(first.id, { decision: 'same', subjectId: entityId, reason })
    await settle()
    const changed = { ...honour(known.name, 23), RDJG: '测试省人民政府' }
    const second = await doubtOf((await fileIt(database, csvOf([changed]), { kind: 'honour' })).id)
    await decide(second.id, { decision: 'same', subjectId: entityId, reason })
    await settle()
    for (const { id } of [first, second]) {
      await decide(id, { decision: 'undo', reason })
      await settle()
    }
    expect(await standingOf(23)).toEqual([[entityId, 'removed', 3]])
  })

  test('is no subject of its own any more when the person who vouched takes it back', async () => {
    const batch = await send('无码撤回测试协会', 24)
    const doubt = await doubtOf(batch.id)
    await decide(doubt.id, { decision: 'new', reason })
    await settle()
    await decide(doubt.id, { decision: 'undo', reason })
    await settle()
    const search = () =>
      ask<{ items: object[] }>(server, { method: 'GET', url: encodeURI('/v1/search?q=无码撤回测试协会') })
    expect((await search()).body.items).toEqual([])
    const next = await doubtOf((await send('无码撤回测试协会', 25)).id)
    expect([next.reason, next.candidates]).toEqual(['no-candidate', []])
    await decide(doubt.id, { decision: 'new', reason })
    await settle()
    expect((await search()).body.items).toHaveLength(1)
  })

  test('that nobody has decided has no answer to take back', async () => {
    const doubt = await doubtOf((await send(known.name, 26)).id)
    expect(await decide(doubt.id, { decision: 'undo', reason })).toMatchObject({ status: 409 })
    await decide(doubt.id, { decision: 'different', reason })
    expect((await decide(doubt.id, { decision: 'undo', reason })).body.state).toBe('open')
  })
})
