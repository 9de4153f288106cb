import { nameKey } from '@xinqiao/standards'
import { type Company, world } from '@xinqiao/test-data'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, type Fields, fileIt, walkAll } from '../../../../test/support/filing.ts'
import { ask, loadPolicy, testServer } from '../../../../test/support/server.ts'

type Hit = {
  id: string
  name: string
  marks: [number, number][]
  matchedFormerName: string | null
  uscc: string | null
  kind: string
  region: { code: string } | null
  industry: { code: string } | null
  counts: { penalties: number }
}
const now = new Date('2026-06-01T12:00:00+08:00')
const scene = world({ seed: 61, companies: 600 })
const firms = Array.from({ length: 600 }, (_, i) => scene.companyAt(i))
const base = (firm: Company, over: Fields = {}): Fields => ({
  QYMC: firm.name,
  TYSHXYDM: firm.uscc,
  CYM: '',
  FDDBR: firm.legalRepresentative,
  HYDM: firm.industry.code,
  XZQH: firm.region.code,
  ZS: firm.address,
  CLRQ: firm.founded,
  JYZT: '存续',
  ...over,
})
const named = [
  base(firms[0]!, { QYMC: '华夏（深圳）测试科技有限公司', XZQH: '440305', HYDM: 'I6513' }),
  base(firms[1]!, { QYMC: '臺灣測試貿易有限公司' }),
  base(firms[2]!, { QYMC: '现名测试有限公司', CYM: '旧名甲乙丙有限公司；更旧名丁戊己有限公司' }),
  base(firms[3]!, { QYMC: '北京字节跳动测试技术有限公司', XZQH: '110108' }),
  base(firms[4]!, { QYMC: '百分之百100%_测试商行' }),
  base(firms[5]!, { QYMC: 'ABC Test（中国）有限公司' }),
]
const many = firms.slice(20, 170).map((firm, i) => base(firm, { QYMC: `成批测试第${i}号企业有限公司` }))
const rest = firms.slice(200)

let database: TestDatabase
let server: FastifyInstance
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database, { now: () => now })
  await fileIt(database, csvOf([...named, ...many, ...rest.map((firm) => base(firm))]), {
    kind: 'enterprise-base',
    now,
  })
  await walkAll(database, now)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const search = async (q: string, more: Record<string, string> = {}) =>
  (
    await ask<{ items: Hit[]; next: string | null; more: boolean }>(server, {
      method: 'GET',
      url: '/v1/search',
      query: { q, ...more },
    })
  ).body
const names = async (q: string, more: Record<string, string> = {}) =>
  (await search(q, more)).items.map((hit) => hit.name)

describe('one name, however it is typed', () => {
  test.each([
    ['full width brackets', '华夏（深圳）测试科技有限公司'],
    ['half width brackets', '华夏(深圳)测试科技有限公司'],
    ['no brackets', '华夏深圳测试科技'],
    ['traditional characters', '華夏（深圳）測試科技有限公司'],
    ['spaces', ' 华夏 （深圳） 测试科技 '],
    ['its beginning', '华夏'],
    ['a part from its middle', '圳测试科'],
    ['two characters', '夏深'],
  ])('%s', async (_how, typed) => expect(await names(typed)).toContain('华夏（深圳）测试科技有限公司'))

  test.each([
    ['a name in traditional characters by simplified ones', '台湾测试', '臺灣測試貿易有限公司'],
    ['a short name whose characters stand in order', '字节测试', '北京字节跳动测试技术有限公司'],
    ['signs that mean something in SQL', '100%_测', '百分之百100%_测试商行'],
    ['small and capital letters, and full width ones', 'ａｂｃ tEST', 'ABC Test（中国）有限公司'],
  ])('%s', async (_how, typed, name) => expect(await names(typed)).toContain(name))

  test('former names, and the hit says which', async () => {
    for (const former of ['旧名甲乙丙有限公司', '更旧名丁戊己有限公司', '舊名甲乙丙']) {
      const [hit] = (await search(former)).items
      expect(hit).toMatchObject({
        name: '现名测试有限公司',
        matchedFormerName: expect.stringContaining('旧名'),
      })
    }
  })

  test('the exact name comes first, then names that begin so', async () => {
    const found = await names('成批测试第1号企业有限公司')
    expect(found[0]).toBe('成批测试第1号企业有限公司')
    expect((await names('成批测试第1'))[0]).toMatch(/^成批测试第1/)
  })

  test('a unified code, in small letters and with spaces around it', async () => {
    for (const typed of [firms[0]!.uscc, firms[0]!.uscc.toLowerCase(), ` ${firms[0]!.uscc} `])
      expect((await search(typed)).items.map(({ uscc }) => uscc)).toEqual([firms[0]!.uscc])
  })

  test('an organisation code inside a unified code', async () => {
    expect((await search(firms[0]!.organisationCode)).items.map(({ uscc }) => uscc)).toContain(firms[0]!.uscc)
  })

  test('marks say where the query stands in the name', async () => {
    const [hit] = (await search('深圳)测试')).items
    const [[start, length]] = hit!.marks as [[number, number]]
    expect(hit!.name.slice(start, start + length)).toBe('深圳）测试')
  })
})

describe('any part of a public name finds it', () => {
  test('whatever two or more characters in a row are typed, the name is among the hits or there are too many', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(rest.length - 1),
        fc.nat(40),
        fc.integer({ min: 2, max: 12 }),
        async (i, from, length) => {
          const { name } = rest[i]!
          const part = name.slice(from % Math.max(1, name.length - 2)).slice(0, length)
          fc.pre(nameKey(part).length >= 2)
          const found = await search(part, { limit: '100' })
          expect(found.items.some((hit) => hit.name === name) || found.more, `${part} of ${name}`).toBe(true)
        },
      ),
      { numRuns: 120 },
    )
  })
})

describe('filters', () => {
  test('a province or a city holds its districts', async () => {
    for (const region of ['440000', '440300', '440305'])
      expect(await names('华夏', { region })).toHaveLength(1)
    for (const region of ['110000', '440100', '440306']) expect(await names('华夏', { region })).toEqual([])
  })

  test('an industry holds its classes', async () => {
    for (const industry of ['I', 'I65', 'I6513']) expect(await names('华夏', { industry })).toHaveLength(1)
    expect(await names('华夏', { industry: 'A' })).toEqual([])
  })

  test('every filter of every hit holds, and together they only narrow', async () => {
    const all = (await search('有限公司', { limit: '100' })).items
    expect(all.length).toBeGreaterThan(50)
    for (const kind of new Set(all.map((hit) => hit.kind)))
      expect((await search('有限公司', { kind, limit: '100' })).items.every((hit) => hit.kind === kind)).toBe(
        true,
      )
    expect(await names('有限公司', { hasPenalty: 'true' })).toEqual([])
    expect((await names('有限公司', { hasPenalty: 'false', limit: '100' })).length).toBeGreaterThan(50)
  })
})

describe('pages of a list', () => {
  const walk = async (q: string, limit: number, more: Record<string, string> = {}) => {
    const found: Hit[] = []
    let cursor: string | null = null
    for (let page = 0; page < 200; page++) {
      const got: Awaited<ReturnType<typeof search>> = await search(q, {
        ...more,
        limit: String(limit),
        ...(cursor ? { cursor } : {}),
      })
      expect(got.items.length).toBeLessThanOrEqual(limit)
      expect(got.more).toBe(got.next !== null)
      found.push(...got.items)
      cursor = got.next
      if (cursor === null) return found
    }
    throw new Error('the list does not end')
  }

  test.each([
    ['成批测试', 150],
    ['企业有限', 150],
    ['测试第', 150],
    ['第1', 61],
  ])('%s: every match once, whatever the size of a page', async (q, least) => {
    const whole = await walk(q, 100)
    expect(whole.length).toBeGreaterThanOrEqual(least)
    for (const limit of [1, 7, 40, 61].filter((size) => size > 1 || whole.length < 70)) {
      const ids = (await walk(q, limit)).map((hit) => hit.id)
      expect(new Set(ids).size, `repeats at ${limit}`).toBe(ids.length)
      expect(ids.toSorted(), `gaps at ${limit}`).toEqual(whole.map((hit) => hit.id).toSorted())
    }
  })

  test('a list behind a filter is walked alike', async () => {
    const whole = await walk('有限公司', 100, { hasPenalty: 'false' })
    const small = await walk('有限公司', 13, { hasPenalty: 'false' })
    expect(small.map((hit) => hit.id)).toEqual(whole.map((hit) => hit.id))
  })
})

describe('what is not found', () => {
  test('one character is too short, two suffice', async () => {
    for (const q of ['华', ' 华 ', '（', '()'])
      expect((await ask(server, { method: 'GET', url: '/v1/search', query: { q } })).body.code).toBe(
        'disclosure.queryTooShort',
      )
    expect(await names('华夏')).toHaveLength(1)
  })

  test('wildcards of SQL match nothing but themselves', async () => {
    for (const q of ['%测试', '_企业', "测试' or 1=1 --", '测试\\%', '成批%企业']) {
      const found = await names(q, { limit: '100' })
      const letters = [...nameKey(q)]
      const holds = (name: string) => letters.every((letter) => nameKey(name).includes(letter))
      expect(
        found.filter((name) => !holds(name)),
        q,
      ).toEqual([])
    }
    for (const q of ['%%', '__', '%_%']) expect((await search(q)).items ?? []).toEqual([])
  })

  test('suggestions are eight at most', async () => {
    const { body } = await ask<{ items: Hit[] }>(server, {
      method: 'GET',
      url: '/v1/suggest',
      query: { q: '测试' },
    })
    expect(body.items).toHaveLength(8)
  })

  test('a firm whose only records may not be shown is not found, nor one whose record was withdrawn', async () => {
    const hidden = firms[10]!
    const shared = { QYMC: hidden.name, TYSHXYDM: hidden.uscc, DWMC: hidden.name, ZTMC: hidden.name }
    const honour = {
      ...shared,
      RYMC: '测试荣誉',
      WSH: '测表字〔2026〕1号',
      RDRQ: '2026-01-05',
      RDJG: '测试市人民政府',
      ZT: '',
    }
    const at = (row: Fields) => fileIt(database, csvOf([row]), { kind: 'honour', now })
    await at(honour)
    await walkAll(database, now)
    expect(await names(hidden.uscc)).toEqual([hidden.name])
    expect((await at({ ...honour, ZT: '撤销' })).rows.rejected).toBe(0)
    await walkAll(database, now)
    expect(await names(hidden.uscc)).toEqual([])
    expect(await names(hidden.name)).toEqual([])
  })
})
