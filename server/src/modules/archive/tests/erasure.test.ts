import { residentIdOf } from '@xinqiao/standards'
import { world } from '@xinqiao/test-data'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backupOf, restored } from '../../../../test/support/backup.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, type Fields, fieldsOf, fileIt, walkAll, workQueue } from '../../../../test/support/filing.ts'
import { ask, bearer, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { outside } from '../../../kernel/db/act.ts'
import { pushRecord } from '../actions/push-record.ts'
import { redoErasures } from '../actions/redo-erasures.ts'
import { verifyChunks } from '../actions/verify-chunks.ts'
import { archivesOf } from '../index.ts'

const [number, other] = [residentIdOf('42060119880304501'), residentIdOf('42060119900505502')]
const [name, otherName] = ['欧阳待删', '诸葛留存']
const sample = fieldsOf('administrative-penalty', {
  world: world({ seed: 8, companies: 9 }),
  day: '2026-06-01',
  count: 1,
})[0]!
const penalty = (n: number, who: [string, string], over: Fields = {}): Fields => ({
  ...sample,
  ...{
    CF_XDR_MC: who[1],
    CF_XDR_LB: '自然人',
    CF_XDR_SHXYM: '',
    CF_XDR_GSZC: '',
    CF_XDR_ZZJG: '',
    CF_FRDB: '',
  },
  ...{
    CF_XDR_ZJLX: '身份证',
    CF_XDR_ZJHM: who[0],
    CF_WSH: `测罚决字〔2026〕${n}号`,
    CF_SY: `${who[1]}的违法事实`,
  },
  ...over,
})
const gone: [string, string] = [number, name]
const kept: [string, string] = [other, otherName]

let database: TestDatabase
let subject: string
let backup: Awaited<ReturnType<typeof backupOf>>
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  subject = database.deps.keys.identityOf('resident-id', number)
  await fileIt(database, csvOf([penalty(1, gone), penalty(2, gone), penalty(3, kept)]))
  await fileIt(database, csvOf([penalty(2, gone, { CF_SY: '更正后的事实' })]))
  await pushRecord(database.ctx(), { receipt: { kind: 'administrative-penalty' }, values: penalty(4, gone) })
  await walkAll(database)
  backup = await backupOf(database)
})
afterAll(() => database.close())

const post = async (url: string, body: object, permission: string) => {
  const server = testServer(database)
  const headers = await bearer(database, [permission])
  const reply = await ask<{ code?: string }>(server, { method: 'POST', url, headers, payload: body })
  await server.close()
  return reply
}
const proof = async () => {
  const server = testServer(database)
  const headers = await bearer(database, ['persons:erase'])
  const reply = await ask<{ isSound: boolean; keysGoneAt: string | null; leaf: number }>(server, {
    method: 'GET',
    url: `/v1/subjects/${subject}/erasure`,
    headers,
  })
  await server.close()
  return reply
}
const erase = (id = subject) =>
  post(`/v1/subjects/${id}/erasure`, { reason: '本人依法申请删除' }, 'persons:erase')

/** Every text of a database that could hold something sealed or clear. */
const textsOf = async (db: TestDatabase['db']) => [...(await backupOf({ db })).values()].flat().join('\n')

describe('a legal hold', () => {
  test('keeps a person from being erased until it is lifted', async () => {
    const hold = { reason: '异议处理期间', until: '2999-12-31' }
    expect((await post(`/v1/subjects/${subject}/hold`, hold, 'persons:hold')).status).toBe(200)
    expect((await erase()).body.code).toBe('subjects.onHold')
    expect(
      (await post(`/v1/subjects/${subject}/hold/withdrawal`, { reason: '异议已办结' }, 'persons:hold'))
        .status,
    ).toBe(200)
    expect(
      (await post(`/v1/subjects/${subject}/hold/withdrawal`, { reason: '异议已办结' }, 'persons:hold'))
        .status,
    ).toBe(404)
  })
})

describe('an erased person', () => {
  test('is a natural person: no firm can be erased, and nobody unknown', async () => {
    await fileIt(database, csvOf([sample]))
    const { rows } = await sql<{
      id: string
    }>`select id from subjects.subject where kind <> 'person' limit 1`.execute(database.db)
    expect((await erase(rows[0]!.id)).body.code).toBe('subjects.notAPerson')
    expect((await erase('00000000-0000-8000-8000-000000000000')).body.code).toBe('subjects.subjectUnknown')
    expect((await proof()).status).toBe(404)
  })

  test('is gone from the archive at once, and the keys go with the job', async () => {
    const before = (await archivesOf(database.ctx(), [subject])).get(subject)!
    expect([before.subject.name, before.records.length]).toEqual([name, 3])
    expect((await erase()).status).toBe(202)
    const after = (await archivesOf(database.ctx(), [subject])).get(subject)!
    expect([after.subject.name, after.records]).toEqual(['***', []])
    expect((await proof()).body).toMatchObject({ isSound: false, keysGoneAt: null })
    await workQueue(database)
    await walkAll(database)
    const { body } = await proof()
    expect(body.isSound).toBe(true)
    expect(body.keysGoneAt).not.toBeNull()
    expect((await erase()).body.code).toBe('subjects.alreadyErased')
  })

  test('leaves the ledger whole: every chunk still agrees with its leaf', async () => {
    const { checked, faults } = await verifyChunks(database.ctx(), 10)
    expect(checked).toBeGreaterThan(1)
    expect(faults).toEqual([])
  })

  test('has nothing in the database in clear, and no row in pages, hits, search or results', async () => {
    const texts = await textsOf(database.db)
    expect(texts).not.toContain(name)
    expect(texts).not.toContain(number)
    for (const table of ['disclosure.page', 'disclosure.hit', 'disclosure.search', 'evaluation.result']) {
      const { rows } = await sql<{
        n: number
      }>`select count(*)::int as n from ${sql.table(table)} where subject_id = ${subject}`.execute(
        database.db,
      )
      expect(rows[0]!.n, table).toBe(0)
    }
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from intake.batch where not bulk and body is not null`.execute(database.db)
    expect(rows[0]!.n, 'messages').toBe(0)
  })

  test('is not taken in again, by file or by message, and the sender is told why without a name', async () => {
    const batch = await fileIt(database, csvOf([penalty(5, gone), penalty(6, kept)]))
    expect(batch.rows).toMatchObject({ received: 2, accepted: 1, rejected: 1 })
    const pushed = await pushRecord(database.ctx(), {
      receipt: { kind: 'administrative-penalty' },
      values: penalty(7, gone),
    })
    expect(pushed.verdict).toBe('rejected')
    expect(await textsOf(database.db)).not.toContain(name)
  })

  test('takes nobody along: another person is read as before', async () => {
    const id = database.deps.keys.identityOf('resident-id', other)
    const archive = (await archivesOf(database.ctx(), [id])).get(id)!
    expect(archive.subject.name).toBe(otherName)
    expect(archive.records.map((r) => r.values.CF_XDR_MC)).toContain(otherName)
  })
})

describe('a backup from before the erasure, restored', () => {
  let old: Awaited<ReturnType<typeof restored>>
  beforeAll(async () => {
    old = await restored(backup)
  })
  afterAll(() => old.close())
  const ctx = () =>
    outside(
      { ...database.deps, pool: old.pool, db: old.db },
      { now: new Date(), actor: database.ctx().actor, log: database.ctx().log },
    )

  test('holds the rows again, and none of them opens: neither name nor record nor number nor message', async () => {
    const archive = (await archivesOf(ctx(), [subject])).get(subject)!
    expect(archive.subject.name).toBe('***')
    expect(archive.records.length).toBe(3)
    expect(archive.records.map((r) => r.values)).toEqual([{}, {}, {}])
    const texts = await textsOf(old.db)
    expect(texts).not.toContain(name)
    expect(texts).not.toContain(number)
    const { rows } = await sql<{
      key: string
      sealed: string
    }>`select key, value_sealed as sealed from subjects.identifier where subject_id = ${subject}`.execute(
      old.db,
    )
    for (const { key, sealed } of rows)
      expect(() => database.deps.keys.open(sealed, `subjects.identifier|value|${key}`)).toThrow('destroyed')
    const { rows: bodies } = await sql<{
      id: string
      body: Buffer
    }>`select id, body from intake.batch where body is not null`.execute(old.db)
    expect(bodies).toHaveLength(1)
    expect(() => database.deps.keys.openBytes(bodies[0]!.body, `intake.batch|body|${bodies[0]!.id}`)).toThrow(
      'destroyed',
    )
  })

  test('still holds everybody else', async () => {
    const id = database.deps.keys.identityOf('resident-id', other)
    expect((await archivesOf(ctx(), [id])).get(id)!.subject.name).toBe(otherName)
  })

  test('is brought in line: the erasure is done again by itself', async () => {
    await ctx().inTransaction((tx) => redoErasures(tx))
    const archive = (await archivesOf(ctx(), [subject])).get(subject)!
    expect(archive.records).toEqual([])
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from subjects.erasure`.execute(old.db)
    expect(rows[0]!.n).toBe(1)
    await ctx().inTransaction((tx) => redoErasures(tx))
  })
})
