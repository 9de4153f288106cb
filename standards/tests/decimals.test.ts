import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chineseNumber, compareDecimal, multiplyDecimal, parseAmount } from '../src/index.ts'

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

/** A number below 10^16 as a cheque writes it. */
function inNumerals(n: bigint): string {
  if (n === 0n) return '零'
  let text = ''
  for (const [size, unit] of [
    [10n ** 12n, '万'],
    [10n ** 8n, '亿'],
    [10n ** 4n, '万'],
    [1n, ''],
  ] as const) {
    const section = Number((n / size) % 10_000n)
    if (section > 0) {
      if (text !== '' && section < 1000) text += '零'
      text += inSection(section) + unit
    }
    if (unit === '亿' && section === 0 && text !== '') text += '亿'
  }
  return text
}

function inSection(n: number): string {
  const digits = String(n).padStart(4, '0')
  let text = ''
  for (let i = 0; i < 4; i++) {
    const digit = Number(digits[i])
    if (digit > 0) text += '零一二三四五六七八九'[digit] + ['千', '百', '十', ''][i]!
    else if (text !== '' && Number(digits.slice(i)) > 0 && !text.endsWith('零')) text += '零'
  }
  return text
}
