import { kindNames, world } from '@xinqiao/test-data'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, fieldsOf, fileIt } from '../../../../test/support/filing.ts'
import { loadPolicy } from '../../../../test/support/server.ts'
import { endRecords, verifyChunks, verifyRecords } from '../index.ts'

const scene = world({ seed: 8, companies: 60 })
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  for (const kind of kindNames) {
    const rows = fieldsOf(kind, { world: scene, day: '2026-05-30', count: 40 })
    await fileIt(database, csvOf(rows), { kind, filename: `${kind}.csv` })
    // The same once more, every third row with another last field: former versions come to be.
    const last = Object.keys(rows[0]!).at(-1)!
    await fileIt(
      database,
      csvOf(rows.map((row, i) => (i % 3 === 0 ? { ...row, [last]: '备注改了' } : row))),
      { kind },
    )
  }
  const { rows } = await sql<{
    subjectId: string
    recordId: string
  }>`select subject_id as "subjectId", id as "recordId"
    from archive.record order by id limit 20`.execute(database.db)
  await database.act((ctx) => endRecords(ctx, rows, { status: 'repaired', on: '2026-06-02', bulk: true }))
})
afterAll(() => database.close())

const count = async (table: string) => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
    database.db,
  )
  return rows[0]!.n
}

test('every version of every record of every kind has the digest its leaf commits to', async () => {
  const versions = (await count('archive.record')) + (await count('archive.record_history'))
  expect(versions).toBeGreaterThan(300)
  expect(await count('archive.record_history')).toBeGreaterThan(20)
  expect(await verifyRecords(database.ctx(), 10)).toEqual({ checked: versions, unchecked: 0, faults: [] })
  expect((await verifyChunks(database.ctx(), 10)).faults).toEqual([])
})

test.each([
  [
    'a changed value',
    `payload = jsonb_set(payload, array[(select k from jsonb_object_keys(payload) k order by k limit 1)], '"else"')`,
  ],
  ['an added field', `payload = payload || '{"NOBODY_KNOWS":"x"}'`],
  [
    'a removed field',
    `payload = payload - (select k from jsonb_object_keys(payload) k order by k desc limit 1)`,
  ],
  ['another day', `occurred_on = occurred_on + 1`],
  ['another end', `effective_to = coalesce(effective_to, date '2026-01-01') + 1`],
] as const)('%s of one record is named, with where the record came from', async (_, change) => {
  const { rows } = await sql<{ subject_id: string; id: string }>`select subject_id, id from archive.record
    where kind = 'administrative-penalty' and occurred_on is not null order by id limit 1`.execute(
    database.db,
  )
  const [record] = rows
  const where = sql`where subject_id = ${record!.subject_id} and id = ${record!.id}`
  await database
    .act(async (ctx) => {
      await sql`update archive.record set ${sql.raw(change)} ${where}`.execute(ctx.db)
      const { faults } = await verifyRecords(ctx, 10)
      expect(faults).toHaveLength(1)
      expect(faults[0]).toMatchObject({
        code: 'record',
        told: expect.stringContaining(`record ${record!.id} of subject ${record!.subject_id}`),
      })
      throw new Error('undo')
    })
    .catch((error) => {
      if (error.message !== 'undo') throw error
    })
})

test('a sealed value moved from one record to another is named', async () => {
  await database
    .act(async (ctx) => {
      const { rows } = await sql<{
        id: string
        code: string
        value: string
      }>`select id, e.key as code, e.value from archive.record,
      jsonb_each_text(payload) e where e.value like 'sealed:%' and e.key <> '$extra' order by e.key, id limit 2`.execute(
        ctx.db,
      )
      expect(rows[0]!.code).toBe(rows[1]!.code)
      await sql`update archive.record set payload = jsonb_set(payload, array[${rows[0]!.code}]::text[], to_jsonb(${rows[1]!.value}::text))
      where id = ${rows[0]!.id}`.execute(ctx.db)
      expect((await verifyRecords(ctx, 10)).faults).toHaveLength(1)
      throw new Error('undo')
    })
    .catch((error) => {
      if (error.message !== 'undo') throw error
    })
})
