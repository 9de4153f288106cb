import { world } from '@xinqiao/test-data'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, type Fields, fieldsOf, fileIt, walkAll } from '../../../../test/support/filing.ts'
import { ask, bearer, loadPolicy, testServer } from '../../../../test/support/server.ts'

const number = '11010519491231002X'
const name = '欧阳测试人'
const sample = fieldsOf('administrative-penalty', {
  world: world({ seed: 8, companies: 9 }),
  day: '2026-06-01',
  count: 1,
})[0]!
const penalty = (n: number, over: Fields = {}): Fields => ({
  ...sample,
  ...{
    CF_XDR_MC: name,
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
let batch: Awaited<ReturnType<typeof fileIt>>
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  const lower = { CF_XDR_ZJHM: number.toLowerCase() }
  const strange = { CF_XDR_MC: '测试某某有限公司', CF_XDR_LB: '自然人' }
  const broken = { CF_XDR_ZJHM: '110105194912310021' }
  batch = await fileIt(
    database,
    csvOf([penalty(1), penalty(2, lower), penalty(3, strange), penalty(4, broken)]),
  )
  await walkAll(database)
})
afterAll(() => database.close())

/** Every row of every table as text, without the received bytes, which are kept as they came. */
async function everything(): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`select table_schema || '.' || table_name as name
    from information_schema.tables where table_type = 'BASE TABLE'
      and table_schema in ('audit', 'identity', 'intake', 'subjects', 'archive', 'evaluation', 'disclosure', 'graphile_worker', 'kernel')`.execute(
    database.db,
  )
  const texts: string[] = []
  for (const { name: table } of tables) {
    const { rows } = await sql<{
      row: string
    }>`select (to_jsonb(t) - 'body')::text as row from ${sql.table(table)} t`.execute(database.db)
    texts.push(...rows.map(({ row }) => `${table} ${row}`))
  }
  return texts
}

test('a person is known by a keyed digest of the number, which is kept sealed', async () => {
  const key = database.deps.keys.identityOf('resident-id', number)
  const { rows } = await sql<{ subject_id: string; value: string | null; sealed: string }>`
    select subject_id, value, value_sealed as sealed from subjects.identifier where key = ${key}`.execute(
    database.db,
  )
  expect(rows).toMatchObject([{ subject_id: key, value: null }])
  expect(database.deps.keys.open(rows[0]!.sealed, `subjects.identifier|value|${key}`)).toBe(number)
  expect(() => database.deps.keys.open(rows[0]!.sealed, `subjects.identifier|value|${key}x`)).toThrow()
})

test('two rows with one number are about one person', async () => {
  const { rows } = await sql<{
    n: number
    s: number
  }>`select count(*)::int as n, count(distinct subject_id)::int as s
    from archive.record where batch_id = ${batch.id}`.execute(database.db)
  expect(rows[0]!.s).toBe(1)
  expect(rows[0]!.n).toBeGreaterThanOrEqual(2)
})

test('the number stands in clear in no table: not in records, findings, doubts, jobs or the audit', async () => {
  const texts = await everything()
  expect(texts.length).toBeGreaterThan(20)
  const told = texts.filter((text) => /1101051949123100/i.test(text))
  expect(told.map((text) => text.slice(0, 200))).toEqual([])
})

test('a person has no page, no hit and no row in the search index', async () => {
  for (const table of ['page', 'hit', 'search']) {
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from ${sql.table(`disclosure.${table}`)} t
      where t::text like ${`%${name}%`} or subject_id = ${database.deps.keys.identityOf('resident-id', number)}`.execute(
      database.db,
    )
    expect(rows[0]!.n, table).toBe(0)
  }
})

test('a row of the sender tells a number back only masked', async () => {
  const server = testServer(database)
  const headers = await bearer(database, ['batches:read', 'archive:read'])
  for (const url of [`/v1/batches/${batch.id}/rows`, `/v1/batches/${batch.id}`])
    expect((await ask(server, { method: 'GET', url, headers })).text).not.toMatch(/19491231/)
  await server.close()
})

test('where a record of a person came from is told with the number left out', async () => {
  const server = testServer(database)
  const headers = await bearer(database, ['archive:read'])
  const subject = database.deps.keys.identityOf('resident-id', number)
  const { rows } = await sql<{
    id: string
  }>`select id from archive.record where subject_id = ${subject} limit 1`.execute(database.db)
  const reply = await ask<{ provenance: { cells: { header: string; value: string | null }[] } }>(server, {
    method: 'GET',
    url: `/v1/archive/subjects/${subject}/records/${rows[0]!.id}`,
    headers,
  })
  expect(reply.status).toBe(200)
  expect(reply.body.provenance.cells.find((cell) => cell.header === 'CF_XDR_ZJHM')?.value).toBeNull()
  expect(reply.text).not.toMatch(/19491231/)
  await server.close()
})
