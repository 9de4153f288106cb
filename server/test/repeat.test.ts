import { createRandom, kindNames, world } from '@xinqiao/test-data'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { followChunk } from '../src/kernel/walk.ts'
import { markDue } from '../src/modules/archive/index.ts'
import { modules } from '../src/modules.ts'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { differences, dump } from './support/dump.ts'
import { csvOf, fieldsOf, fileIt, walkAll } from './support/filing.ts'
import { loadPolicy } from './support/server.ts'

const derived = ['evaluation.result', 'disclosure.page', 'disclosure.hit', 'disclosure.search']
const now = new Date('2026-06-01T12:00:00+08:00')
const scene = world({ seed: 5, companies: 60 })
let database: TestDatabase
let subjects: string[]
let first: Awaited<ReturnType<typeof dump>>

beforeAll(async () => {
  database = await testDatabase()
  database.deps.settings.optionalPacks = ['evaluation/demo-comprehensive']
  await loadPolicy(database)
  for (const kind of kindNames)
    await fileIt(database, csvOf(fieldsOf(kind, { world: scene, day: '2026-05-30', count: 40 })), {
      kind,
      now,
    })
  await walkAll(database, now)
  subjects = await allSubjects()
  first = await dump(database, derived)
})
afterAll(() => database.close())

async function allSubjects(): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from subjects.subject order by id`.execute(database.db)
  return rows.map(({ id }) => id)
}
const again = (ids: string[]) => database.act((ctx) => followChunk(ctx, modules, ids), { now })

describe('what is derived is a function of the archive', () => {
  test('there is something to compare: pages, hits and evaluations of many subjects', () => {
    expect(subjects.length).toBeGreaterThan(50)
    for (const table of derived) expect(first[table]!.length, table).toBeGreaterThan(30)
  })

  test('following every subject a second time changes no row', async () => {
    await again(subjects)
    expect(differences(first, await dump(database, derived))).toEqual([])
  })

  test('the order and the size of the chunks change no row', async () => {
    const random = createRandom(99)
    const shuffled = subjects
      .map((id) => ({ id, at: random.float() }))
      .sort((a, b) => a.at - b.at)
      .map(({ id }) => id)
    for (
      let from = 0, size = 1;
      from < shuffled.length;
      from += size, size = 1 + Math.floor(random.float() * 17)
    )
      await again(shuffled.slice(from, from + size))
    expect(differences(first, await dump(database, derived))).toEqual([])
  })

  test('a subject that occurs twice in a chunk, and one that does not exist, change no row', async () => {
    await again([subjects[0]!, subjects[0]!, '00000000-0000-8000-8000-000000000000'])
    expect(differences(first, await dump(database, derived))).toEqual([])
  })

  test('a chunk that is given up half way changes no row and stays due', async () => {
    await database.act((ctx) => markDue(ctx, subjects.slice(0, 20), true), { now })
    const halves = modules.slice(0, modules.findIndex((m) => m.name === 'evaluation') + 1)
    const failing = database.act(
      async (ctx) => {
        await followChunk(ctx, halves, subjects.slice(0, 20))
        throw new Error('killed')
      },
      { now },
    )
    await expect(failing).rejects.toThrow('killed')
    expect(differences(first, await dump(database, derived))).toEqual([])
    expect(await walkAll(database, now, 7)).toBe(20)
    expect(differences(first, await dump(database, derived))).toEqual([])
  })

  test('rows that were lost are made again, rows that should not be there are removed', async () => {
    await database.act(async (ctx) => {
      for (const table of ['disclosure.search', 'disclosure.hit', 'disclosure.page'])
        await sql`delete from ${sql.table(table)} where subject_id = any(${subjects.slice(0, 30)}::uuid[])`.execute(
          ctx.db,
        )
      await sql`update disclosure.search set name = 'wrong', name_key = 'wrong'`.execute(ctx.db)
      await sql`update disclosure.hit set penalties = 9, counts = '{}'`.execute(ctx.db)
    })
    await again(subjects)
    expect(differences(first, await dump(database, derived))).toEqual([])
  })

  test('two walks side by side end like one', async () => {
    await database.act((ctx) => markDue(ctx, subjects, true), { now })
    const [left, right] = await Promise.all([walkAll(database, now, 9), walkAll(database, now, 4)])
    expect(left + right).toBe(subjects.length)
    expect(differences(first, await dump(database, derived))).toEqual([])
  })
})

describe('what is filed is a function of what was sent', () => {
  const told = ['batch_id', 'known_from', 'row_number', 'payload']

  test('the files of another kind first, and each cut in two, make the same records', async () => {
    const other = await testDatabase()
    /** A full list is one file by its nature, and its rows name firms without a code. */
    const whole = 'labour-violation-snapshot'
    try {
      await loadPolicy(other)
      for (const kind of kindNames.toReversed().filter((name) => name !== whole))
        for (const start of [0, 20]) {
          const rows = fieldsOf(kind, { world: scene, day: '2026-05-30', count: 20, start })
          await fileIt(other, csvOf(rows), { kind, now })
        }
      const of = async (at: TestDatabase) => {
        const records = await dump(at, ['archive.record'], told)
        return { records: records['archive.record']!.filter((row) => !row.includes(whole)) }
      }
      expect(differences(await of(database), await of(other))).toEqual([])
    } finally {
      await other.close()
    }
  })
})
