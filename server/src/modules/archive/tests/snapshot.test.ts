import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SnapshotFile, snapshotFiles } from '@xinqiao/test-data'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, fileIt, walkAll } from '../../../../test/support/filing.ts'
import { loadPolicy } from '../../../../test/support/server.ts'

const kind = 'labour-violation-snapshot'
let database: TestDatabase
let folder: string
let files: SnapshotFile[]
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'snapshots-'))
  files = await snapshotFiles(folder, 4, { seed: 31, until: '2026-05', entries: 60, companies: 400 })
  database = await testDatabase()
  await loadPolicy(database)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

type Counts = { active: number; removed: number; history: number }
async function counts(provider: string): Promise<Counts> {
  const { rows } = await sql<Counts>`select count(*) filter (where status = 'active')::int as active,
      count(*) filter (where status = 'removed')::int as removed, coalesce(sum(version - 1), 0)::int as history
    from archive.record where kind = ${kind} and provider_id = ${provider}`.execute(database.db)
  return rows[0]!
}
const receive = ({ path, receivedOn }: SnapshotFile, provider = 'bureau') =>
  fileIt(database, readFileSync(path), {
    kind,
    provider,
    receivedOn,
    now: new Date(`${receivedOn}T12:00:00+08:00`),
  })

describe('a full list that comes every month', () => {
  test('adds what is new, corrects what changed and marks what has gone, month by month', async () => {
    let history = 0
    for (const [month, file] of files.entries()) {
      const before = month === 0 ? { active: 0, removed: 0 } : await counts('bureau')
      const batch = await receive(file)
      expect(batch.rows).toMatchObject({ received: file.rows, rejected: 0, inDoubt: 0 })
      const after = await counts('bureau')
      expect(after.active, file.month).toBe(file.rows)
      expect(after.removed - before.removed, file.month).toBe(file.removed.length)
      expect(batch.rows.duplicate, file.month).toBe(file.rows - file.added.length - file.corrected.length)
      history += file.corrected.length + file.removed.length
      expect(after.history, file.month).toBe(history)
    }
    expect(files.slice(1).every((file) => file.removed.length > 0 && file.added.length > 0)).toBe(true)
  })

  test('sent a second time changes nothing', async () => {
    const before = await counts('bureau')
    const batch = await receive(files.at(-1)!)
    expect(batch.rows).toMatchObject({ duplicate: files.at(-1)!.rows, accepted: 0 })
    expect(await counts('bureau')).toEqual(before)
  })

  test('of one provider removes nothing that another still lists, and tells firms of one day apart', async () => {
    const row = (n: number) => ({
      QYMC: `共列测试店${n}`,
      DZ: '测试市测试区',
      GXJG: '测试局',
      FBRQ: '2026-05-02',
      WFTK: '第一条',
      SAGY: '测试',
    })
    const list = (provider: string, ...numbers: number[]) =>
      fileIt(database, csvOf(numbers.map(row)), { kind, provider })
    const statusOf = async (n: number) => {
      const { rows } = await sql<{
        status: string
      }>`select r.status from archive.record r join subjects.subject s on s.id = r.subject_id
        where s.name = ${`共列测试店${n}`}`.execute(database.db)
      return rows.map(({ status }) => status)
    }
    await list('left', 1, 2)
    await list('right', 1, 2)
    await list('right', 1)
    expect([await statusOf(1), await statusOf(2)]).toEqual([['active'], ['active']])
    await list('left', 1)
    expect([await statusOf(1), await statusOf(2)]).toEqual([['active'], ['removed']])
  })

  test('what has gone is on no page; what comes back is shown again, as a further version', async () => {
    const now = new Date(`${files.at(-1)!.receivedOn}T13:00:00+08:00`)
    await walkAll(database, now)
    const shown = async () => {
      const { rows } = await sql<{
        n: number
      }>`select coalesce(sum((counts->>'records')::int), 0)::int as n from disclosure.hit`.execute(
        database.db,
      )
      return rows[0]!.n
    }
    const before = await shown()
    const gone = await counts('bureau')
    await receive(files.at(-2)!)
    await walkAll(database, now)
    const back = await counts('bureau')
    expect(back.active).toBe(files.at(-2)!.rows)
    expect(back.history).toBeGreaterThan(gone.history)
    expect(await shown()).not.toBe(before)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from archive.record
      where kind = ${kind} and status = 'active' and version > 2 and provider_id = 'bureau'`.execute(
      database.db,
    )
    expect(rows[0]!.n).toBeGreaterThan(0)
  })

  test('that cannot be read to its end removes nothing', async () => {
    const rows = [
      {
        QYMC: '某测试店',
        DZ: '测试市测试区',
        GXJG: '测试局',
        FBRQ: '2026-05-02',
        WFTK: '第一条',
        SAGY: '测试',
        QTSX: '',
        ZHGXR: '2026-05-02',
      },
    ]
    const before = await counts('bureau')
    const broken = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from(csvOf(rows))])
    const batch = await fileIt(database, broken, { kind, provider: 'bureau', filename: 'list.xlsx' })
    expect(batch.status).toBe('refused')
    expect(batch.problem?.text['zh-CN']).toMatch(/[\u4e00-\u9fff]/)
    expect(await counts('bureau')).toEqual(before)
  })
})
