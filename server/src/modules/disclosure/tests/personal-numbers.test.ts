import { residentIdOf } from '@xinqiao/standards'
import { world } from '@xinqiao/test-data'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, fieldsOf, fileIt, walkAll, workQueue } from '../../../../test/support/filing.ts'
import { ask, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { openDatabase } from '../../../kernel/db/pool.ts'

const now = new Date('2026-06-01T12:00:00+08:00')
const owner = residentIdOf('42060119880304501')
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
})
afterAll(() => database.close())

describe('an individual business whose tax number is its owner’s number', () => {
  test.each([owner, `${owner}L0`])('does not show %s to the public', async (taxNumber) => {
    const rows = fieldsOf('administrative-license', {
      world: world({ seed: 8, companies: 20 }),
      day: '2026-05-30',
      count: 3,
    })
    const named = rows
      .map((row) => ({
        ...row,
        XK_XDR_SWDJ: taxNumber,
        XK_YXQZI: '2049-12-30',
        XK_JDRQ: '2026-05-01',
        XK_YXQZ: '2026-05-01',
      }))
      .slice(0, 1)
    await fileIt(database, csvOf(named), { kind: 'administrative-license', now })
    await walkAll(database, now)
    const server = testServer(database, { now: () => now })
    const { rows: hits } = await sql<{
      id: string
    }>`select subject_id::text as id from disclosure.hit`.execute(database.db)
    expect(hits.length).toBeGreaterThan(0)
    for (const { id } of hits) {
      const { text } = await ask(server, { method: 'GET', url: `/v1/subjects/${id}` })
      expect(text).not.toContain(owner)
    }
    const { rows: kept } = await sql<{
      value: string
    }>`select value from subjects.identifier where value like ${`${owner}%`}`.execute(database.db)
    expect(kept, 'in clear beside the subject').toEqual([])
    await server.close()
  })
})

test('new law makes every subject with a record due', async () => {
  await walkAll(database, now)
  const asOwner = openDatabase(database.url, { max: 1 })
  await sql`update policy.pack set sha256 = '\\x00' where code = 'disclosure/ndrc-order-36'`.execute(
    asOwner.db,
  )
  await asOwner.close()
  await loadPolicy(database)
  await workQueue(database)
  const { rows } = await sql<{
    due: number
    known: number
  }>`select (select count(*)::int from archive.due) as due,
    (select count(distinct subject_id)::int from archive.record) as known`.execute(database.db)
  expect(rows[0]!.known).toBeGreaterThan(0)
  expect(rows[0]!.due).toBe(rows[0]!.known)
})
