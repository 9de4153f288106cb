import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, fileIt, walkAll } from '../../../../test/support/filing.ts'
import { loadPolicy } from '../../../../test/support/server.ts'
import { root } from '../../../../test/support/source.ts'
import { leavesOf } from '../../audit/index.ts'
import { liftHold, setHold } from '../../protection/actions/set-hold.ts'
import { firmAt } from '../../subjects/tests/clues.ts'
import { applyRetention, verifyChunks } from '../index.ts'
import { checkRetention } from '../rules/retention.ts'

let database: TestDatabase
const now = new Date('2026-06-01T02:00:00Z')
const rule = {
  kinds: ['honour'],
  subjects: 'organisation',
  from: ['occurredOn'],
  hideMonths: 12,
  archiveMonths: 24,
  eraseMonths: 36,
  article: '第一条',
  text: { 'zh-CN': '测试', en: 'test' },
}
const pack = {
  pack: 'retention/trial',
  version: '1',
  title: { 'zh-CN': '测试', en: 'test' },
  validFrom: '2020-01-01',
  legalBasis: ['测试'],
  rules: [rule],
}
/** One firm a day of decision, so that each row has a subject of its own. */
const days = ['2025-12-01', '2025-06-01', '2025-05-31', '2024-02-01', '2023-02-01']
const file = csvOf(
  days.map((RDRQ, n) => ({
    ...{ ZTMC: firmAt(60 + n).name, TYSHXYDM: firmAt(60 + n).uscc, RYMC: `测试荣誉${n}` },
    ...{ WSH: `测表字〔2026〕${n}号`, RDRQ, RDJG: '测试市人民政府' },
  })),
)

beforeAll(async () => {
  database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'retention-'))
  cpSync(join(root, 'policy'), folder, { recursive: true })
  writeFileSync(join(folder, 'retention', 'trial.yaml'), JSON.stringify(pack))
  await loadPolicy(database, folder)
  rmSync(folder, { recursive: true })
  await fileIt(database, file, { provider: 'city', filename: 'honour.csv', now })
  await walkAll(database, now)
})
afterAll(() => database.close())

type Row = { day: string; status: string; has_values: boolean; cold: number; subject_id: string; id: string }
const stored = async () =>
  (
    await sql<Row>`select occurred_on as day, status, payload <> '{}' as has_values, subject_id, id,
      (select count(*)::int from archive.cold c where c.record_id = r.id) as cold
    from archive.record r order by occurred_on desc`.execute(database.db)
  ).rows
const shape = async () =>
  (await stored()).map(({ day, status, has_values: values, cold }) => [day, status, values, cold])
const run = (over: { dryRun?: boolean; max?: number } = {}) => applyRetention(database.ctx({ now }), over)
const counts = (lines: { stage: string; records: number; held: number }[]) =>
  Object.fromEntries(lines.map(({ stage, records, held }) => [stage, [records, held]]))
const fresh = days.map((day) => [day, 'active', true, 0])

describe('what its age ends', () => {
  test('is told by a dry run with counts and the ground, and nothing of it happens', async () => {
    const told = await run({ dryRun: true })
    expect(counts(told.lines)).toEqual({ hide: [3, 0], archive: [2, 0], erase: [1, 0] })
    expect(told.lines[0]).toMatchObject({ kind: 'honour', pack: 'retention/trial', article: '第一条' })
    expect(await shape()).toEqual(fresh)
  })

  test('waits while a hold stands on the subject or the record, and for no longer', async () => {
    const rows = await stored()
    const holds = await database.act(async (ctx) => [
      await setHold(ctx, { subjectId: rows[4]!.subject_id, reason: '诉讼保全' }),
      await setHold(ctx, { recordId: rows[3]!.id, reason: '诉讼保全' }),
    ])
    expect(counts((await run()).lines)).toEqual({ hide: [1, 2], archive: [0, 2], erase: [0, 1] })
    expect((await shape()).slice(3)).toEqual(fresh.slice(3))
    await database.act(async (ctx) => {
      for (const { id } of holds) await liftHold(ctx, id, '案件审结')
    })
  })

  test('is hidden, archived and erased by its day, a bounded number a run', async () => {
    expect((await run({ max: 1 })).isComplete).toBe(false)
    expect((await run()).isComplete).toBe(true)
    expect(await shape()).toEqual([
      ['2025-12-01', 'active', true, 0],
      ['2025-06-01', 'active', true, 0],
      ['2025-05-31', 'expired', true, 0],
      ['2024-02-01', 'expired', false, 2],
      ['2023-02-01', 'expired', false, 0],
    ])
    const kept = await sql`select 1 from archive.record_history where payload <> '{}' and id in
      (select id from archive.record where payload = '{}')`.execute(database.db)
    expect(kept.rows).toEqual([])
  })

  test('is not looked at again, and leaves the ledger of the file whole', async () => {
    expect((await run()).lines).toEqual([])
    expect(await verifyChunks(database.ctx({ now }), 10)).toMatchObject({ checked: 1, faults: [] })
    const leaves = await leavesOf(database.ctx(), '2026-06-01')
    expect(leaves.filter(({ action }) => action === 'archive.apply-retention').length).toBeGreaterThan(2)
  })

  test('does not come back when its file is sent again', async () => {
    const before = await shape()
    const again = await fileIt(database, `${file}\r\n`, { provider: 'city', filename: 'again.csv', now })
    expect(again).toMatchObject({ rows: { duplicate: days.length } })
    expect(await shape()).toEqual(before)
  })

  test('is shown to nobody from then on', async () => {
    await walkAll(database, now)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from disclosure.page`.execute(
      database.db,
    )
    expect(rows[0]!.n).toBe(2)
  })
})

describe('a pack of retention', () => {
  const faultsOf = (...rules: object[]) =>
    checkRetention([
      { area: 'retention', code: 'retention/a', file: 'retention/a.yaml', content: { ...pack, rules } },
    ])
  test('orders its stages and names a kind once', () => {
    expect(faultsOf(rule)).toEqual([])
    expect(faultsOf({ ...rule, archiveMonths: 6 })).toHaveLength(1)
    expect(faultsOf(rule, rule)).toHaveLength(1)
    expect(faultsOf(rule, { ...rule, subjects: 'person' })).toEqual([])
  })
})
