import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PackSet } from '../../policy/index.ts'
import { codeLookups, isRegionName, regionPath, regionTitle, regionWithin } from '../rules/code-lookups.ts'
import { regionIndex } from '../rules/region-index.ts'
import { regionFinder } from '../rules/region-of.ts'
import { committedPacks } from './policy.ts'

let packs: PackSet
beforeAll(async () => {
  packs = await committedPacks()
})
const found = (text: string, day: string | null) => codeLookups(packs).regionOf(text, day)

describe('a region is found by code or name, on a day', () => {
  test.each([
    ['a code in force', '330106', '2024-01-01', '330106', 'current'],
    ['a code of nine digits', '330203001', '2024-01-01', '330203', 'current'],
    ['a code of twelve digits', '330213000000', '2024-01-01', '330213', 'current'],
    ['the whole nation', '100000', null, '100000', 'current'],
    ['an abolished code on a day it was in force', '110103', '2008-01-01', '110103', 'current'],
    ['an abolished code today leads to its successor', '110103', '2024-01-01', '110101', 'abolished'],
    ['through several steps', '310229', null, '310118', 'abolished'],
    [
      'one abolished at an unverified time counts as in force until then',
      '500112',
      '2024-01-01',
      '500112',
      'current',
    ],
    ['a code no edition has', '330299', '2024-01-01', '330299', 'unknown'],
    ['a province by its short name', '上海', null, '310000', 'current'],
    ['an autonomous region by its short name', '内蒙古', null, '150000', 'current'],
    ['an autonomous prefecture by its short name', '恩施', null, '422800', 'current'],
    ['a district by its short name', '青浦', '1995-02-16', '310118', 'current'],
    ['a path with suffixes', '浙江省杭州市西湖区', null, '330106', 'current'],
    ['a path without', '上海青浦', null, '310118', 'current'],
    ['a path with blanks and commas', '浙江省， 杭州市 西湖区', null, '330106', 'current'],
    ['traditional characters', '睢甯縣', null, '320324', 'current'],
    ['a name of the past', '崇文区', '2024-01-01', '110101', 'abolished'],
    ['a city and the county of its name: the city contains it', '南昌', null, '360100', 'current'],
    ['a province and a city of its name: the province', '吉林', null, '220000', 'current'],
  ])('%s', (_, text, day, code, state) => {
    expect(found(text, day)).toEqual({ code, state })
  })

  test.each(['朝阳', '西湖', '大同', '自贸区', '市辖区', '999999', '12345', '', '　', '阿斯加德市'])(
    '“%s” is not decided',
    (text) => {
      expect(found(text, null)).toBeUndefined()
    },
  )

  test('a name that several regions bear is decided inside another region', () => {
    expect(regionWithin(packs, '朝阳', null, '110000')).toEqual({ code: '110105', state: 'current' })
    expect(regionWithin(packs, '朝阳', null, '220000')).toEqual({ code: '220104', state: 'current' })
    expect(regionWithin(packs, '朝阳', null, '330000')).toBeUndefined()
  })
})

test('titles and paths leave out levels that only group', () => {
  expect(regionTitle(packs, '110105')).toBe('北京市朝阳区')
  expect(regionPath(packs, '429004')).toEqual([
    { code: '420000', title: '湖北省' },
    { code: '429004', title: '仙桃市' },
  ])
  expect(regionTitle(packs, '999999')).toBe('999999')
  expect(isRegionName(packs, '杭州')).toBe(true)
  expect(isRegionName(packs, '阿里巴巴')).toBe(false)
})

test('no text makes a lookup throw, and what is found is in the table', () => {
  const some = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 100 }),
    fc
      .array(fc.constantFrom('上海', '市', '区', '县', '1', '10', '朝阳', '自治州', ' '), { maxLength: 30 })
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(some, fc.constantFrom(null, '1980-01-01', '2026-01-01'), (text, day) => {
      const answer = found(text, day)
      if (answer !== undefined && answer.state !== 'unknown')
        expect(regionPath(packs, answer.code)).not.toEqual([])
    }),
  )
})

test('a successor that leads in a circle ends', () => {
  const find = regionFinder(
    regionIndex('110000 甲市\n110101 乙区 ..2010 >110102\n110102 丙区 ..2010 >110101\n'),
  )
  expect(find('110101', '2024-01-01')?.state).toBe('abolished')
})

test('a region that was divided keeps its own code', () => {
  const find = regionFinder(
    regionIndex('110000 甲市\n110101 乙区 ..2010 >110102,110103\n110102 丙区 2010..\n110103 丁区 2010..\n'),
  )
  expect(find('110101', '2024-01-01')).toEqual({ code: '110101', state: 'abolished' })
})
