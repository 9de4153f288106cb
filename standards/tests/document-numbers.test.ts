import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentNumberKey, normaliseCaseNumber, normaliseDocumentNumber } from '../src/index.ts'

describe('a document number', () => {
  it.each([
    ['盘环罚决(2021)138号', '盘环罚决〔2021〕138号'],
    ['东环罚[2018]13号', '东环罚〔2018〕13号'],
    ['胶建行处字﹝2023﹞第002号', '胶建行处字〔2023〕第002号'],
    ['(津保)应急罚[2023]k-39号', '(津保)应急罚〔2023〕k-39号'],
    ['（津保）应急罚［２０２３］Ｋ－３９号', '（津保）应急罚〔2023〕K-39号'],
    ['应急罚〔2023〕125 号', '应急罚〔2023〕125号'],
    ['( 龙 )应急罚〔2023〕41号', '(龙)应急罚〔2023〕41号'],
    ['甬海市监处罚【2022】＊＊＊号', '甬海市监处罚〔2022〕***号'],
    ['徐环罚决字〔2022〕03–031\u200b号', '徐环罚决字〔2022〕03-031号'],
    ['（2021）沪罚字3号', '〔2021〕沪罚字3号'],
    ['(2022)豫0724执恢54号', '（2022）豫0724执恢54号'],
    ['〔2021〕最高法民终12号', '（2021）最高法民终12号'],
    ['(2013)朝民初字第00123号', '（2013）朝民初字第00123号'],
  ])('%s is written %s', (text, value) =>
    expect(normaliseDocumentNumber(text)).toEqual({ value, changed: true }),
  )

  it.each([
    '盘环罚决〔2021〕138号',
    '甬海市监处罚〔2022〕***号',
    '徐环罚决字〔2022〕03-031号',
    '（2022）豫0724执恢54号',
    '市监罚(浦)字1号',
    '罚(1021)3号',
    '通告2021年第7号',
    '',
  ])('%s stays as it is', (text) =>
    expect(normaliseDocumentNumber(text)).toEqual({ value: text, changed: false }),
  )

  it('has no proper form beyond its proper form, and its key is the key of every form', () =>
    fc.assert(
      fc.property(writing, (text) => {
        const { value, changed } = normaliseDocumentNumber(text)
        expect(changed).toBe(value !== text)
        expect(normaliseDocumentNumber(value)).toEqual({ value, changed: false })
        // An invisible character forces the long way, which must agree with the short one.
        expect(normaliseDocumentNumber(`\u200b${text}`).value).toBe(value)
        const key = documentNumberKey(text)
        expect(documentNumberKey(value)).toBe(key)
        expect(documentNumberKey(`${text}\ufeff`)).toBe(key)
      }),
      { numRuns: 2_000 },
    ))

  it('costs no more than its length, even when it is all brackets', () => {
    const text = '〔2021'.repeat(20_000)
    expect(normaliseDocumentNumber(text)).toEqual({ value: text, changed: false })
    expect(documentNumberKey(text)).toBe(text)
  })
})

describe('the key of a document number', () => {
  it.each([
    ['盘环罚决(2021)138号', '盘环罚决﹝２０２１﹞１３８ 号'],
    ['(津保)应急罚[2023]k-39号', '（津保）应急罚〔2023〕K-39号'],
    ['胶建行处字﹝2023﹞第002号', '胶建行处字〔2023〕2号'],
    ['京罚〔二〇二一〕5号', '京罚(2021年)5號'],
    ['(2022)豫0724执恢54号', '〔2022〕豫0724执恢54号'],
  ])('%s and %s is one', (a, b) => expect(documentNumberKey(a)).toBe(documentNumberKey(b)))
  it.each([
    ['盘环罚决〔2021〕138号', '盘环罚决〔2021〕13号'],
    ['盘环罚决〔2021〕138号', '盘环罚决〔2020〕138号'],
    ['徐环罚决字〔2022〕03-031号', '徐环罚决字〔2022〕3-31号'],
    ['罚〔2023〕10号', '罚〔2023〕1号'],
    ['浦罚〔2023〕1号', '沪罚〔2023〕1号'],
  ])('%s and %s is not', (a, b) => expect(documentNumberKey(a)).not.toBe(documentNumberKey(b)))
  it('of a number that is official already is the number', () =>
    expect(documentNumberKey('云港市监罚〔2025〕17号')).toBe('云港市监罚〔2025〕17号'))
})

describe('a case number', () => {
  it.each([
    ['（2022）豫0724执恢54号', '（2022）豫0724执恢54号'],
    ['(2022)豫0724执恢54号', '（2022）豫0724执恢54号'],
    ['〔2022〕 豫 0724 执恢 54 号', '（2022）豫0724执恢54号'],
    ['［２０２２］豫０７２４执恢５４号之一', '（2022）豫0724执恢54号之一'],
  ])('%s is written %s', (text, value) => expect(normaliseCaseNumber(text)).toBe(value))
})

const pieces =
  '( ) （ ） [ ] 【 】 〔 〕 ﹝ ﹞ 2021 1998 21 二〇二一 年 第 0 00 12 ０ 号 號 罚 民初 执 执恢 京 豫0724 字 k K Ｋ - – * ＊ 、 . / 2021)'.split(
    ' ',
  )
const writing = fc.oneof(
  fc.array(fc.constantFrom(...pieces, ' ', '\u3000'), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
