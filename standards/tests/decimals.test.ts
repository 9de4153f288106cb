import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chineseNumber, compareDecimal, multiplyDecimal } from '../src/index.ts'

describe('decimal texts', () => {
  const decimal = fc
    .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 40 }))
    .map(([units, places]) => ({ units, places, text: multiplyDecimal(String(units), -places) }))

  it('compare as the numbers they stand for', () =>
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const x = a.units * 10n ** BigInt(b.places)
        const y = b.units * 10n ** BigInt(a.places)
        expect(compareDecimal(a.text, b.text)).toBe(x < y ? -1 : x > y ? 1 : 0)
      }),
    ))
  it('are the same however they are padded', () =>
    expect([
      compareDecimal('1.10', '01.1'),
      compareDecimal('-0.00', '0'),
      compareDecimal('+5', '5.'),
      compareDecimal('.5', '0.5'),
      compareDecimal('-2', '-10'),
    ]).toEqual([0, 0, 0, 0, 1]))
  it('come back from any shift', () =>
    fc.assert(
      fc.property(decimal, fc.integer({ min: -50, max: 50 }), ({ text }, power) => {
        expect(multiplyDecimal(multiplyDecimal(text, power), -power)).toBe(text)
      }),
    ))
  it.each(['', '-', '.', '1.2.3', '1e5', 'N/A', '１'])('%j is no decimal text', (text) => {
    expect(() => compareDecimal(text, '1')).toThrow(RangeError)
    expect(() => multiplyDecimal(text, 4)).toThrow(RangeError)
  })
})

describe('Chinese numerals', () => {
  it.each([
    ['十二', '12'],
    ['二十', '20'],
    ['廿五', '25'],
    ['两百零五', '205'],
    ['二〇二四', '2024'],
    ['一亿零三万', '100030000'],
    ['一万亿', '1000000000000'],
  ])('%s is %s', (text, number) => expect(chineseNumber(text)).toBe(number))
  it.each([
    '',
    '甲',
    '一十百',
    '1万',
    '千',
    '万',
    '一万五',
    '三百二',
    '五六千',
    '一万万万',
    '一亿亿',
    '零'.repeat(37),
  ])('%s is no number', (text) => expect(chineseNumber(text)).toBeNull())
  it('are read back for every number they write, plain and capital', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 16n - 1n }), (n) => {
        const plain = inNumerals(n)
        const capital = plain.replace(
          /./g,
          (c) => '零壹贰叁肆伍陆柒捌玖拾佰仟'['零一二三四五六七八九十百千'.indexOf(c)] ?? c,
        )
        expect([chineseNumber(plain), chineseNumber(capital)]).toEqual([String(n), String(n)])
        expect(parseAmount(`${capital}元整`, 'wan-yuan')).toMatchObject({ ok: true, yuan: String(n) })
      }),
    ))
})
