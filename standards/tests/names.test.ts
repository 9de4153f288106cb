import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  branchOf,
  grams,
  isSubsequence,
  looksLikePerson,
  nameKey,
  nameParts,
  normaliseName,
  shortKey,
} from '../src/index.ts'

describe('the match key of a name', () => {
  it.each([
    ['宁波甲乙（北京）有限责任公司', '宁波甲乙(北京)有限公司'],
    ['河北億隆貿易有限公司', '河北亿隆贸易有限公司'],
    ['ＡＢＣ贸易有限公司', 'abc 贸易有限公司'],
    ['国营二六Ｏ厂', '国营二六〇厂'],
    ['甲乙·股份公司', '甲乙股份有限公司'],
    ['甲 乙\u200b有限公司', '甲乙有限公司'],
    ['“甲乙”有限公司', '甲乙有限公司'],
  ])('%s and %s are one name', (left, right) => expect(nameKey(left)).toBe(nameKey(right)))
  it.each([
    ['甲乙科技有限公司', '甲丙科技有限公司'],
    ['甲乙有限公司', '甲乙股份有限公司'],
    ['甲乙一厂', '甲乙二厂'],
  ])('%s and %s are two', (left, right) => expect(nameKey(left)).not.toBe(nameKey(right)))
  it('is its own key', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        (text) => nameKey(nameKey(text)) === nameKey(text),
      ),
    ))
})

describe('the display form of a name', () => {
  it.each([
    ['宁波甲乙(北京)有限公司', '宁波甲乙（北京）有限公司', []],
    ['白掌供销社 分店', '白掌供销社分店', []],
    ['甲乙有限公司*', '甲乙有限公司', []],
    ['天津六O九电缆', '天津六〇九电缆', []],
    ['甲乙有限公司（原名：丙丁有限公司）', '甲乙有限公司', ['丙丁有限公司']],
    ['第一名称:甲粮油所 第二名称:甲粮油公司', '甲粮油所', ['甲粮油公司']],
    ['𠮷祥㛃记有限公司', '𠮷祥㛃记有限公司', []],
  ])('of %s is %s', (text, name, aliases) => {
    const found = normaliseName(text)
    expect([found.name, found.aliases]).toEqual([name, aliases])
  })
  it('does not change a second time', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const once = normaliseName(text).name
        return normaliseName(once).name === once || normaliseName(once).aliases.length > 0
      }),
    ))
  it('is bounded for hostile text', () =>
    expect(normaliseName('（原名'.repeat(50_000)).name.length).toBeLessThanOrEqual(2_000))
})

describe('parts, branches, persons, short names', () => {
  it('tells a branch from its parent', () => {
    expect(branchOf('甲银行股份有限公司柳州西江路支行')).toEqual({
      parent: '甲银行股份有限公司',
      branch: '柳州西江路支行',
    })
    expect(branchOf('甲乙科技有限公司')).toBeNull()
  })
  it('takes a name apart', () =>
    expect(nameParts('上海甲乙信息技术有限公司宁波分公司', (p) => p === '上海')).toEqual({
      region: '上海',
      trade: '甲乙',
      industry: '信息技术',
      form: '有限公司',
      branch: '宁波分公司',
    }))
  it.each(['张三', '欧阳修', '买买提·艾力', '诸葛亮'])('%s may be a person', (name) =>
    expect(looksLikePerson(name)).toBe(true),
  )
  it.each(['张记小吃店', '山东大学', '甲乙科技有限公司', '朋友茶', ''])('%s is no person', (name) =>
    expect(looksLikePerson(name)).toBe(false),
  )
  it('takes stock marks off', () =>
    expect([shortKey('*ST甲乙'), shortKey('ST甲乙A'), shortKey('甲乙-U')]).toEqual(['甲乙', '甲乙', '甲乙']))
  it('finds characters in order', () => {
    expect(isSubsequence('中化', '中国石油化工')).toBe(true)
    expect(isSubsequence('化中', '中国石油化工')).toBe(false)
  })
  it('cuts a key into its pairs and units, each once', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const expected = new Set<number>()
        for (let i = 0; i < text.length; i++) {
          expected.add(text.charCodeAt(i) << 16)
          if (i + 1 < text.length) expected.add((text.charCodeAt(i) << 16) | text.charCodeAt(i + 1))
        }
        expect(grams(text)).toEqual([...expected].sort((a, b) => a - b))
      }),
    ))
})
