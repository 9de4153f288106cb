import { world } from '@xinqiao/test-data'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { markChanging } from '../src/modules/disclosure/actions/mark-changing.ts'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { csvOf, type Fields, fieldsOf, fileIt, walkAll, workQueue } from './support/filing.ts'
import { ask, bearer, loadPolicy, testServer } from './support/server.ts'

/** Noon of a day in China. */
const noon = (day: string) => new Date(`${day}T12:00:00+08:00`)
const today = '2026-06-01'
const scene = world({ seed: 11, companies: 40 })
const base = fieldsOf('enterprise-base', { world: scene, day: today, count: 6 })
const [firm, other] = [base[0]!, base[1]!]

let database: TestDatabase
let server: FastifyInstance
let clock = noon(today)
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database, { now: () => clock })
})
afterAll(async () => {
  await server.close()
  await database.close()
})

/** A penalty of a firm: a fine of 50,000 yuan unless told otherwise. */
const penaltyOf = (party: Fields, over: Fields = {}): Fields => ({
  ...fieldsOf('administrative-penalty', { world: scene, day: today, count: 1 })[0]!,
  ...{ CF_XDR_MC: party.QYMC!, CF_XDR_SHXYM: party.TYSHXYDM!, CF_XDR_LB: '法人及非法人组织' },
  ...{ CF_XDR_GSZC: '', CF_XDR_ZZJG: '', CF_FRDB: party.FDDBR! },
  ...{
    CF_WSH: '测罚决字〔2026〕1号',
    CF_WFXW: '未按规定公示价格',
    CF_CFLB: '罚款',
    CF_NR: '罚款人民币50000元。',
  },
  ...{ CF_NR_FK: '5', CF_JDRQ: '2026-03-10', CF_YXQ: '2027-03-10', CF_CXLX: '普通程序', CF_ZT: '0' },
  ...over,
})
const licenceOf = (party: Fields): Fields => ({
  ...fieldsOf('administrative-license', { world: scene, day: today, count: 1 })[0]!,
  ...{ XK_XDR_MC: party.QYMC!, XK_XDR_SHXYM: party.TYSHXYDM!, XK_XDR_LB: '法人及非法人组织' },
  ...{
    XK_XDR_GSZC: '',
    XK_XDR_ZZJG: '',
    XK_WSH: '测许准字〔2026〕1号',
    XK_JDRQ: '2026-02-01',
    XK_YXQZ: '2026-02-01',
  },
})
const file = async (rows: Fields[], more: { kind?: string; provider?: string; now?: Date } = {}) => {
  const batch = await fileIt(database, csvOf(rows), { filename: 'rows.csv', now: clock, ...more })
  await walkAll(database, clock)
  return batch
}
const search = async (q: string, more = '') =>
  (await ask(server, { method: 'GET', url: encodeURI(`/v1/search?q=${q}${more}`) })).body as unknown as {
    items: {
      id: string
      name: string
      counts: { penalties: number; records: number }
      grade: string | null
    }[]
  }
const page = (id: string, more = '') => ask(server, { method: 'GET', url: `/v1/subjects/${id}${more}` })
type Shown = { id: string; kind: string; version: number; display: { lastDisplayOn: string | null } }
const recordsOn = (body: { sections?: { kinds: { records: Shown[] }[] }[] }): Shown[] =>
  (body.sections ?? []).flatMap((s) => s.kinds.flatMap((k) => k.records))
const penaltiesOn = (body: object) => recordsOn(body).filter((r) => r.kind === 'administrative-penalty')
const idOf = async (party: Fields) => (await search(party.TYSHXYDM!)).items[0]?.id ?? ''

describe('a record from the file to the page', () => {
  test('registration, licence and penalty files are understood by their headers and filed whole', async () => {
    for (const [rows, kind] of [
      [base, 'enterprise-base'],
      [[licenceOf(firm)], 'administrative-license'],
      [[penaltyOf(firm)], 'administrative-penalty'],
    ] as const) {
      const batch = await file([...rows])
      expect(batch.kinds.map((k) => k.kind)).toEqual([kind])
      expect(batch.status).toBe('filed')
      expect(batch.rows).toMatchObject({ received: rows.length, inDoubt: 0, rejected: 0, duplicate: 0 })
    }
  })

  test('a firm is found by its name and by its code, and the hit counts what is shown', async () => {
    const byName = await search(firm.QYMC!)
    const byCode = await search(firm.TYSHXYDM!)
    expect(byName.items[0]).toMatchObject({
      name: firm.QYMC,
      counts: { penalties: 1, licenses: 1, records: 3 },
    })
    expect(byCode.items.map((hit) => hit.id)).toEqual([byName.items[0]!.id])
  })

  test('its page shows each record with its source, clauses and the sentence that says why', async () => {
    const { status, body } = await page(await idOf(firm))
    expect(status).toBe(200)
    expect(body.subject).toMatchObject({ name: firm.QYMC, uscc: firm.TYSHXYDM, kind: expect.any(String) })
    const [penalty] = penaltiesOn(body) as unknown as Record<string, never>[]
    expect(penalty).toMatchObject({
      occurredOn: '2026-03-10',
      version: 1,
      display: {
        reason: 'shown',
        severity: 'general',
        startOn: '2026-03-10',
        earliestRepairOn: '2026-06-11',
        lastDisplayOn: '2027-03-10',
        clauses: [expect.objectContaining({ pack: 'disclosure/ndrc-order-36' }), expect.anything()],
        sentence: { 'zh-CN': expect.stringContaining('2027'), en: expect.any(String) },
      },
      source: { organ: penaltyOf(firm).CF_CFJG },
    })
    expect(JSON.stringify(penalty)).toContain('50,000 元')
  })

  test('its page tells who represents it to nobody', async () => {
    const { text } = await page(await idOf(firm))
    expect(text).not.toContain(`"${firm.FDDBR}"`)
  })

  test('the same file a second time changes nothing', async () => {
    const before = await page(await idOf(firm))
    const again = await file([penaltyOf(firm)])
    expect(again.duplicateOf).not.toBeNull()
    expect(again.rows).toMatchObject({ received: 1, duplicate: 1, accepted: 0 })
    const { computedAt: _, ...after } = (await page(await idOf(firm))).body as Record<string, unknown>
    expect({ ...before.body, computedAt: undefined }).toMatchObject(after)
  })

  test('the same facts in other clothes — another order of columns, full-width signs, spaces — are duplicates', async () => {
    const row = penaltyOf(firm)
    const dressed = {
      ...row,
      CF_WSH: ' 测罚决字（2026）1号 ',
      CF_JDRQ: '2026/3/10',
      CF_XDR_SHXYM: row.CF_XDR_SHXYM!.toLowerCase(),
    }
    const batch = await fileIt(database, csvOf([dressed], Object.keys(row).toReversed()), { now: clock })
    expect(batch.rows).toMatchObject({ received: 1, duplicate: 1 })
  })

  test('a corrected record gets a new version, and the page shows it', async () => {
    clock = noon('2026-06-02')
    await file([penaltyOf(firm, { CF_NR: '罚款人民币60000元。', CF_NR_FK: '6' })])
    const { body, text } = await page(await idOf(firm))
    expect(penaltiesOn(body).map((r) => r.version)).toEqual([2])
    expect(text).toContain('60,000 元')
    expect(text).not.toContain('50,000 元')
  })
})

describe('past days and past knowledge', () => {
  test('asked what was known before the correction, the page shows the first version', async () => {
    const id = await idOf(firm)
    const { body, text } = await page(id, '?knownAt=2026-06-01')
    expect(penaltiesOn(body).map((r) => r.version)).toEqual([1])
    expect(text).toContain('50,000 元')
  })

  test('asked for a day before the decision, the page has no penalty', async () => {
    const { body } = await page(await idOf(firm), '?asOf=2026-03-09')
    expect(penaltiesOn(body)).toEqual([])
    expect(recordsOn(body).length).toBeGreaterThan(0)
  })

  test('asked what was known before anything arrived, there is no page', async () => {
    expect((await page(await idOf(firm), '?knownAt=2026-05-31')).status).toBe(404)
  })

  test('a day of older law is judged by that law', async () => {
    const body = (await page(await idOf(firm), '?asOf=2026-03-20')).body
    expect(penaltiesOn(body)[0]).toMatchObject({
      display: { severity: 'ordinary', lastDisplayOn: '2029-03-10' },
    })
  })
})

describe('what may no longer be shown, or never might', () => {
  test('a person is found nowhere, by name, number or id', async () => {
    const number = '11010519491231002X'
    const person = penaltyOf(firm, {
      CF_XDR_MC: '欧阳测试人',
      CF_XDR_LB: '自然人',
      CF_XDR_SHXYM: '',
      CF_FRDB: '',
    })
    const row = { ...person, CF_XDR_ZJLX: '身份证', CF_XDR_ZJHM: number, CF_WSH: '测罚决字〔2026〕9号' }
    const batch = await file([row])
    expect(batch.rows).toMatchObject({ received: 1, rejected: 0, inDoubt: 0 })
    const headers = await bearer(database, ['batches:read'])
    const rows = await ask(server, {
      method: 'GET',
      url: `/v1/batches/${batch.id}/rows?verdict=accepted`,
      headers,
    })
    const { subjectId } = (rows.body.items as { subjectId: string }[])[0]!
    expect((await search('欧阳测试人')).items).toEqual([])
    expect((await search(number)).items).toEqual([])
    for (const query of ['', '?asOf=2026-05-01', '?knownAt=2026-07-01'])
      expect((await page(subjectId, query)).status).toBe(404)
    expect(rows.text).not.toContain(number)
  })

  test('a record withdrawn at its source leaves page, hit and count at once', async () => {
    const row = penaltyOf(other, { CF_WSH: '测罚决字〔2026〕2号' })
    await file([row])
    expect((await search(other.QYMC!)).items[0]!.counts.penalties).toBe(1)
    await file([{ ...row, CF_ZT: '1', CF_CXYY: '决定被撤销' }])
    expect((await search(other.QYMC!)).items[0]!.counts.penalties).toBe(0)
    expect(penaltiesOn((await page(await idOf(other))).body)).toEqual([])
  })

  test('on its last day a penalty is shown; on the next it is on no page, in no hit and behind no filter', async () => {
    const id = await idOf(firm)
    clock = noon('2027-03-10')
    expect(penaltiesOn((await page(id)).body)).toHaveLength(1)
    clock = new Date('2027-03-11T00:00:01+08:00')
    expect(penaltiesOn((await page(id)).body)).toEqual([])
    expect((await search(firm.QYMC!)).items[0]!.counts.penalties).toBe(0)
    expect((await search(firm.QYMC!, '&hasPenalty=true')).items).toEqual([])
  })

  test('the daily mark and the walk then store what readers saw already', async () => {
    await database.act((ctx) => markChanging(ctx), { now: clock })
    expect(await walkAll(database, clock)).toBeGreaterThan(0)
    await workQueue(database, () => clock)
    expect((await search(firm.QYMC!)).items[0]!.counts).toMatchObject({ penalties: 0 })
    expect((await search(firm.QYMC!, '&hasPenalty=false')).items).toHaveLength(1)
  })
})
