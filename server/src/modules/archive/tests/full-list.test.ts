import { rootOverRows } from '@xinqiao/standards/tlog'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, type Fields, fileIt, workQueue } from '../../../../test/support/filing.ts'
import { loadPolicy } from '../../../../test/support/server.ts'
import { leavesOf } from '../../audit/index.ts'
import { judgePair } from '../../subjects/index.ts'
import { correctionColumns } from '../rules/correction-columns.ts'

const kind = 'labour-violation-snapshot'
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
})
afterAll(() => database.close())

let provider = ''
let n = 0
beforeEach(() => {
  provider = `bureau${++n}`
})
const firm = (name: string, over: Fields = {}): Fields => ({
  QYMC: `${provider}${name}制造店`,
  DZ: '测试市测试区',
  GXJG: '测试局',
  FBRQ: '2026-05-02',
  WFTK: `第${n}条`,
  SAGY: '测试',
  ...over,
})
const send = (rows: Fields[], receivedOn = '2026-06-01') =>
  fileIt(database, csvOf(rows), { kind, provider, receivedOn, now: new Date(`${receivedOn}T12:00:00+08:00`) })
async function standing(): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; status: string }>`
    select payload->>'QYMC' as name, string_agg(status, '+' order by status) as status from archive.record
    where kind = ${kind} and provider_id = ${provider} group by 1 order by 1`.execute(database.db)
  return Object.fromEntries(rows.map((r) => [r.name.slice(provider.length, -3), r.status]))
}
const all = () => [firm('甲'), firm('乙'), firm('丙')]

describe('a full list', () => {
  test('keeps the record of a row that it rejects, ends what is gone and says so', async () => {
    await send(all())
    const batch = await send([firm('甲', { SAGY: '' }), firm('丙')])
    expect(batch.rows).toMatchObject({ rejected: 1, duplicate: 1 })
    expect(await standing()).toEqual({ 甲: 'active', 乙: 'removed', 丙: 'active' })
    expect(batch.notes.map((note) => note.code)).toEqual(['list-kept'])
    const next = await send([firm('丙')])
    expect(await standing()).toEqual({ 甲: 'removed', 乙: 'removed', 丙: 'active' })
    expect(next.notes).toEqual([])
  })

  test.each(Object.values(correctionColumns))(
    'that comes back as corrected rows (%s) ends nothing',
    async (number, text) => {
      await send([firm('甲'), firm('乙')])
      const batch = await send([firm('丙', { [number]: '3', [text]: '已改正' })])
      expect(await standing()).toEqual({ 甲: 'active', 乙: 'active', 丙: 'active' })
      expect(batch.notes.map((note) => note.code)).toEqual(['list-corrected'])
    },
  )

  test('leaves an audit leaf over the records it ends', async () => {
    await send(all())
    const { id } = await send([firm('丙')])
    const { rows } = await sql<{ name: string }>`select subject_id || '/' || id as name from archive.record
      where provider_id = ${provider} and status = 'removed'`.execute(database.db)
    const leaves = await leavesOf(database.ctx(), id)
    expect(leaves.filter((leaf) => leaf.action === 'archive.end-records.removed')).toMatchObject([
      {
        digest: Buffer.from(rootOverRows(rows.map((r) => r.name).sort())).toString('hex'),
        detail: { rows: 2, form: 'merkle' },
      },
    ])
    const again = await send([firm('丙')], '2026-06-02')
    expect((await leavesOf(database.ctx(), again.id)).map((leaf) => leaf.action)).toEqual([
      'archive.file-chunk',
      'archive.file-batch',
    ])
  })

  test('keeps every record of the firm when only the firm can be read, every firm when only the fact can', async () => {
    await send([...all(), firm('甲', { FBRQ: '2026-05-03' })])
    await send([firm('甲', { FBRQ: '去年' }), firm('丙')])
    expect(await standing()).toEqual({ 甲: 'active+active', 乙: 'removed', 丙: 'active' })
    await send([...all(), firm('丁', { FBRQ: '2026-05-04' })])
    await send([firm('甲'), firm('', { QYMC: '' })])
    expect(await standing()).toEqual({ 甲: 'active+removed', 乙: 'active', 丙: 'active', 丁: 'removed' })
  })

  test('with a row of which nothing can be read ends nothing, and says so in three languages', async () => {
    await send(all())
    const batch = await send([firm('甲', { QYMC: '', FBRQ: '不明' })])
    expect(await standing()).toEqual({ 甲: 'active', 乙: 'active', 丙: 'active' })
    const [note] = batch.notes
    expect(note!.code).toBe('list-ended-nothing')
    expect(note!.text['zh-CN']).toMatch(/有 1 行.*没有移出任何记录/)
    expect(note!.text['zh-Hant']).toMatch(/有 1 列.*沒有移出任何記錄/)
    expect(note!.text.en).toMatch(/removed no record/)
  })

  test('without a required column, or with a row slid by one cell, ends nothing', async () => {
    await send(all())
    await fileIt(database, csvOf([firm('甲')], ['QYMC', 'DZ', 'GXJG', 'WFTK', 'SAGY']), { kind, provider })
    await fileIt(database, csvOf([firm('甲')]).replace(/\r\n$/, ',多出一格\r\n'), { kind, provider })
    expect(await standing()).toEqual({ 甲: 'active', 乙: 'active', 丙: 'active' })
  })

  test('with a table beside it that belongs to no kind ends nothing', async () => {
    await send(all())
    const lines = [{ rows: [firm('甲')] }, { 其他: [{ 某列: '一', 另列: '二' }] }]
    const batch = await fileIt(database, JSON.stringify(Object.assign({}, ...lines)), {
      provider,
      filename: 'list.json',
    })
    expect(batch.tables.map((t) => t.kind)).toEqual([kind, null])
    expect(batch.notes.map((note) => note.code)).toEqual(['list-ended-nothing'])
    expect(await standing()).toEqual({ 甲: 'active', 乙: 'active', 丙: 'active' })
  })

  test('ends what it no longer has also after the firm was judged to be another', async () => {
    await send(all())
    const { rows } = await sql<{ id: string }>`select distinct subject_id as id from archive.record
      where provider_id = ${provider} and payload->>'QYMC' <> ${firm('丙').QYMC} order by 1`.execute(
      database.db,
    )
    const [left, right] = rows.map((r) => r.id)
    await database.act((ctx) =>
      judgePair(ctx, { leftId: left!, rightId: right!, evidence: [] }, 'same', '测试'),
    )
    await workQueue(database)
    await send([firm('丙')])
    expect(Object.values(await standing()).filter((status) => status === 'active')).toHaveLength(1)
  })
})
