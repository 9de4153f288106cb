import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameKey } from '@xinqiao/standards'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { ask, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { openDatabase } from '../../../kernel/db/pool.ts'
import { searchRowOf } from '../rules/search-row.ts'
import type { PageBody } from '../schema.ts'
import { replacePages } from '../store/pages.ts'

/** Enough names for common words to be read from the ranking instead of being ordered. */
const firms = Array.from({ length: 4_000 }, (_, n) => ({
  id: `00000000-0000-8000-8000-${String((n * 2_654_435_761) % 4_294_967_296).padStart(12, '0')}`,
  name: `${n % 7 === 0 ? '云桥' : '甬江'}${'甲乙丙丁戊'[n % 5]}${n}号${n % 3 === 0 ? '贸易' : '科技'}有限公司`,
  formerNames: n % 40 === 1 ? [`旧日${n}物流科技商行`] : [],
  regionCode: n % 400 === 2 ? '330203' : n % 2 === 0 ? '330212' : '440305',
  industryCode: n % 3 === 0 ? 'F5100' : 'I6513',
  grade: n % 500 === 7 ? 'D' : 'A',
  records: (n * 7) % 13,
  penalties: n % 90 === 5 ? 2 : 0,
}))
type Firm = (typeof firms)[number]
const bodyOf = (firm: Firm) =>
  ({
    ...firm,
    kind: 'enterprise',
    uscc: null,
    evaluation: { grade: firm.grade },
    counts: {
      licenses: 0,
      penalties: firm.penalties,
      honours: 0,
      serious: 0,
      abnormal: 0,
      commitments: 0,
      records: firm.records,
    },
  }) as unknown as PageBody

let database: TestDatabase
let server: FastifyInstance
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database, { config: { ratePerMinute: 0 } })
  await database.act((ctx) =>
    replacePages(
      ctx,
      firms.map(({ id }) => id),
      firms.map((firm) => {
        const body = bodyOf(firm)
        return {
          subjectId: firm.id,
          body: JSON.stringify(body),
          changesOn: null,
          search: searchRowOf(body),
          hit: { ...body, grade: firm.grade, penalties: firm.penalties, counts: body.counts },
        }
      }),
      '2026-06-01',
    ),
  )
  await asOwner((db) => sql`analyze disclosure.search`.execute(db))
})
afterAll(async () => {
  await server.close()
  await database.close()
})

async function asOwner(work: (db: ReturnType<typeof openDatabase>['db']) => Promise<unknown>) {
  const owner = openDatabase(database.url, { max: 1 })
  await work(owner.db).finally(owner.close)
}

type Found = {
  items: { id: string; name: string; matchedFormerName: string | null }[]
  next: string | null
  more: boolean
}
const search = async (q: string, more: Record<string, string> = {}) =>
  (await ask<Found>(server, { method: 'GET', url: '/v1/search', query: { q, ...more } })).body

async function walk(q: string, limit: number, more: Record<string, string> = {}) {
  const found: Found['items'] = []
  let cursor: string | null = null
  for (let page = 0; page < 500; page++) {
    const got: Found = await search(q, { ...more, limit: String(limit), ...(cursor ? { cursor } : {}) })
    expect(got.more).toBe(got.next !== null)
    found.push(...got.items)
    cursor = got.next
    if (cursor === null) return found
  }
  throw new Error('the list does not end')
}

const holds = (q: string) => (firm: Firm) =>
  [firm.name, ...firm.formerNames].some((name) => nameKey(name).includes(nameKey(q)))
const filters: [string, Record<string, string>, (firm: Firm) => boolean][] = [
  ['no filter', {}, () => true],
  ['a province', { region: '330000' }, (f) => f.regionCode.startsWith('33')],
  ['a district that few are in', { region: '330203' }, (f) => f.regionCode === '330203'],
  ['an industry', { industry: 'I65' }, (f) => f.industryCode === 'I6513'],
  ['a grade that few have', { grade: 'D' }, (f) => f.grade === 'D'],
  ['penalties', { hasPenalty: 'true' }, (f) => f.penalties > 0],
  ['no penalties', { hasPenalty: 'false' }, (f) => f.penalties === 0],
  [
    'two filters',
    { region: '440000', hasPenalty: 'true' },
    (f) => f.regionCode === '440305' && f.penalties > 0,
  ],
  ['a grade nobody has', { grade: 'C' }, () => false],
]

describe('whatever the way a query is answered, the matches are those of a plain reading of all names', () => {
  for (const q of ['科技', '有限公司', '甬江', '云桥', '号贸易', '科技有限公司', '号科', '物流科技', '甲12'])
    test.each(filters)(`${q}: %s`, async (_what, asked, fits) => {
      const expected = firms.filter((firm) => holds(q)(firm) && fits(firm)).map(({ id }) => id)
      const found = (await walk(q, 100, asked)).map(({ id }) => id)
      expect(new Set(found).size).toBe(found.length)
      expect(found.toSorted()).toEqual(expected.toSorted())
    })
})

describe('the order of common words', () => {
  const recordsOf = new Map(firms.map(({ id, records }) => [id, records]))

  test('the fuller archive comes first, all the way down', async () => {
    const records = (await walk('科技', 100)).map(({ id }) => recordsOf.get(id)!)
    expect(records.length).toBeGreaterThan(2_000)
    expect(records).toEqual(records.toSorted((a, b) => b - a))
  })

  test('pages of any size are cut from one list', async () => {
    const whole = (await walk('科技', 100)).map(({ id }) => id)
    for (const limit of [13, 64]) expect((await walk('科技', limit)).map(({ id }) => id)).toEqual(whole)
  })

  test('a former name is met on the way, and the hit says which', async () => {
    const hits = await walk('物流科技', 100)
    expect(hits).toHaveLength(100)
    expect(hits.every(({ matchedFormerName }) => matchedFormerName?.includes('物流科技'))).toBe(true)
    const whole = new Set((await walk('科技', 100)).map(({ id }) => id))
    expect(hits.every(({ id }) => whole.has(id))).toBe(true)
  })

  test('characters in order are tried when a query of common words is in no name', async () => {
    const { items } = await search('甬江科技')
    expect(items.length).toBeGreaterThan(0)
    expect(items.every(({ name }) => /甬江.*科技/.test(name))).toBe(true)
  })
})

describe('rows of an older version', () => {
  test('the migration gives them the facets and keys that the walk gives', async () => {
    const rows = (db: ReturnType<typeof openDatabase>['db']) =>
      sql<{ subject_id: string; grams: number[]; keys: string }>`
        select subject_id, grams, keys from disclosure.search order by subject_id`.execute(db)
    const { rows: before } = await rows(database.db)
    const update = /update disclosure\.search s set[\s\S]*?;/.exec(
      readFileSync(join(import.meta.dirname, '../migrations/0002-search-keys.sql'), 'utf8'),
    )![0]
    await asOwner(async (db) => {
      await sql`update disclosure.search set keys = '', grams = (select array_agg(g) from unnest(grams) g where g not between 65536 and 2097151)`.execute(
        db,
      )
      await sql.raw(update).execute(db)
    })
    const { rows: after } = await rows(database.db)
    const former = new Set(firms.filter((firm) => firm.formerNames.length > 0).map(({ id }) => id))
    const own = (keys: string) => keys.split('\n')[0]
    expect(after.map((row) => [row.subject_id, row.grams.toSorted((a, b) => a - b)])).toEqual(
      before.map((row) => [row.subject_id, row.grams]),
    )
    expect(after.map(({ keys }) => keys)).toEqual(before.map(({ keys }) => own(keys)))
    expect(before.filter(({ keys }) => keys.includes('\n')).map((row) => row.subject_id)).toEqual(
      [...former].toSorted(),
    )
  })
})
