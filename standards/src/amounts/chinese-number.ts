import { addDecimal, multiplyDecimal } from './decimal.ts'

const digits: Record<string, number> = Object.assign(Object.create(null), {
  零: 0,
  〇: 0,
  '○': 0,
  一: 1,
  壹: 1,
  弌: 1,
  二: 2,
  贰: 2,
  貳: 2,
  弍: 2,
  两: 2,
  兩: 2,
  三: 3,
  叁: 3,
  叄: 3,
  参: 3,
  參: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  陸: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
})
const small: Record<string, number> = Object.assign(Object.create(null), {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
})
const large: Record<string, number> = Object.assign(Object.create(null), { 万: 4, 萬: 4, 亿: 8, 億: 8 })
const charsMax = 40

/**
 * The whole number that Chinese numerals write, as decimal text: 伍万贰仟壹佰贰拾 → '52120', 拾万 → '100000',
 * 二〇二四 → '2024', 1万5千 is not one. Null for anything else or beyond 40 characters.
 */
export function chineseNumber(text: string): string | null {
  if (text === '' || text.length > charsMax) return null
  if ([...text].every((c) => digits[c] !== undefined))
    return multiplyDecimal([...text].map((c) => digits[c]).join(''), 0)
  let total = '0'
  let section = 0
  let digit: number | null = null
  let lastUnit = 10_000
  for (const character of text) {
    if (digits[character] !== undefined) {
      if (digit !== null && digit !== 0) return null
      digit = digits[character]!
      continue
    }
    const unit = small[character]
    if (unit !== undefined) {
      if (unit >= lastUnit) return null
      section += (digit ?? 1) * unit
      lastUnit = unit
      digit = null
      continue
    }
    const power = large[character]
    if (power === undefined) return null
    const part = section + (digit ?? 0)
    if (part === 0 && total === '0') return null
    total =
      power === 8 && total !== '0'
        ? multiplyDecimal(addDecimal(total, String(part)), 8)
        : addDecimal(total, multiplyDecimal(String(part), power))
    section = 0
    digit = null
    lastUnit = 10_000
  }
  return addDecimal(total, String(section + (digit ?? 0)))
}
