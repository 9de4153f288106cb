import { beforeAll, describe, expect, test } from 'vitest'
import type { PackSet } from '../../policy/index.ts'
import { codeLookups, industryTitle } from '../rules/code-lookups.ts'
import { codeTables } from '../rules/code-tables.ts'
import { codeValuesFor } from '../rules/code-values.ts'
import { committedPacks } from './policy.ts'

let packs: PackSet
beforeAll(async () => {
  packs = await committedPacks()
})

describe('a value of a table is known by code, title or alias', () => {
  test.each([
    ['penalty-kinds', '罚款', 'fine'],
    ['penalty-kinds', 'fine', 'fine'],
    ['penalty-kinds', '罰款', 'fine'],
    ['penalty-kinds', '罚 款', 'fine'],
    ['penalty-kinds', '吊销营业执照', 'revoke-licence'],
    ['penalty-kinds', '暂扣或者吊销许可证、暂扣或者吊销执照', 'suspend-or-revoke-licence'],
    ['penalty-kinds', '没收违法所得、没收非法财物', 'confiscate'],
    ['counterparty-classes', '法人及非法人组织', '02'],
    ['licence-kinds', '01', '01'],
    ['tax-grades', 'a级', 'A'],
    ['organisation-forms', '有限责任公司(自然人投资或控股)', 'limited-company'],
  ])('%s: %s', (table, text, code) => {
    expect(codeLookups(packs).enumOf(table, text)).toBe(code)
  })

  test.each([
    ['penalty-kinds', '拘役'],
    ['penalty-kinds', '__proto__'],
    ['no-such-table', '罚款'],
    ['penalty-kinds', '罚'.repeat(10_000)],
  ])('%s does not know a foreign text', (table, text) => {
    expect(codeLookups(packs).enumOf(table, text)).toBeUndefined()
  })

  test('every code of every table has a title', () => {
    for (const [name, { entries }] of codeTables(packs).tables)
      for (const { code, title } of entries ?? [])
        expect(codeLookups(packs).enumTitle(name, code)).toBe(title['zh-CN'])
  })
})

describe('an industry is known by code with or without its letter, or by title', () => {
  test.each([
    ['F5132', 'F5132'],
    ['5132', 'F5132'],
    ['5132.0', 'F5132'],
    ['f5132', 'F5132'],
    ['7299.0', 'L7299'],
    ['15', 'C15'],
    ['F', 'F'],
    ['稻谷种植', 'A0111'],
    ['货币金融服务', 'J66'],
  ])('%s', (text, code) => {
    expect(codeLookups(packs).industryOf(text)).toBe(code)
    expect(industryTitle(packs, code)).not.toBe(code)
  })

  test.each(['A5132', '9999', '未知行业', '', '51320', 'F.0'])('“%s” is not', (text) => {
    const code = codeLookups(packs).industryOf(text)
    expect(code === undefined || text === 'F.0').toBe(true)
  })
})

describe('values are listed by level, parent and text', () => {
  const codes = (table: string, ask: { parent?: string; q?: string }) =>
    codeValuesFor(codeTables(packs).tables.get(table)!, ask).map(({ code }) => code)

  test('the top level of the regions are the provinces and the nation', () => {
    expect(codes('regions', {})).toHaveLength(35)
  })
  test('below a municipality are its districts, below a province its prefectures and the counties it runs itself', () => {
    expect(codes('regions', { parent: '110000' })).toContain('110105')
    expect(codes('regions', { parent: '420000' })).toEqual(expect.arrayContaining(['420100', '429004']))
    expect(codes('regions', { parent: '330100' })).toContain('330106')
  })
  test('an abolished code is found by itself only', () => {
    expect(codes('regions', { q: '110103' })).toEqual(['110103'])
    expect(codes('regions', { q: '崇文' })).toEqual([])
  })
  test('a text is looked for below a parent', () => {
    expect(codes('regions', { q: '朝阳', parent: '110000' })).toEqual(['110105'])
    expect(codes('industries', { q: '稻谷', parent: 'A' })).toEqual(expect.arrayContaining(['A0111']))
  })
  test('an ordinary table is listed whole and in its order', () => {
    expect(codes('tax-grades', {})).toEqual(['A', 'B', 'M', 'C', 'D'])
    expect(codes('tax-grades', { parent: 'A' })).toEqual([])
  })
})
