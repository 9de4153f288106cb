import { chineseNumber, isNumeral } from './chinese-number.ts'
import { currencyAt } from './currencies.ts'
import { addDecimal, compareDecimal, multiplyDecimal } from './decimal.ts'
import { unitPhraseAt } from './unit-phrase.ts'

/**
 * One amount as written in a folded text. `number` has the written power of ten in it and is in yuan (or in `code`)
 * when `hasUnit` or a power was written; `code` is null where no currency is named.
 */
export type Money = {
  start: number
  end: number
  number: string
  power: number | null
  code: string | null
  hasUnit: boolean
  hasSign: boolean
  isNumerals: boolean
  isApproximate: boolean
}

const wholeMax = 18
const placesMax = 12
const partsMax = 4
const isDigit = (text: string, at: number) => {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

/** The amount that begins exactly at a place of a folded text, with the currency before it; null where none does. */
export function moneyAt(text: string, start: number): Money | null {
  const before = prefixAt(text, start)
  const number = arabicAt(text, before.end) ?? numeralsAt(text, before.end)
  if (number === null) return null
  const unit = unitPhraseAt(text, number.end)
  if (unit === null || (before.code !== null && unit.code !== null && before.code !== unit.code)) return null
  let value = unit.power === null ? number.value : multiplyDecimal(number.value, unit.power)
  let { end, power, hasUnit, code } = unit
  if (number.isNumerals) power = number.power ?? power
  else if (power !== null && !unit.hasUnit && isDigit(text, end)) {
    const rest = lowerPartsAt(text, end, value, power)
    if (rest === null) return null
    value = rest.value
    end = rest.end
    hasUnit = rest.hasUnit
    code ??= rest.code
  }
  if (hasUnit && text[end - 1] === '元') {
    const small = smallChangeAt(text, end)
    if (small.end > end && value.includes('.')) return null
    end = small.end
    value = small.value === '' ? value : addDecimal(value, small.value)
  }
  if (text[end] === '整' || (text[end] === '正' && !isHan(text, end + 1))) end++
  return {
    start,
    end,
    number: before.isNegative && compareDecimal(value, '0') !== 0 ? `-${value}` : value,
    power,
    code: code ?? before.code,
    hasUnit: hasUnit || before.hasUnit,
    hasSign: before.hasSign,
    isNumerals: number.isNumerals && unit.power === null,
    isApproximate: unit.isApproximate,
  }
}

type Prefix = { end: number; code: string | null; hasUnit: boolean; hasSign: boolean; isNegative: boolean }

/** ¥, 人民币(大写):, US$, a minus or 负: whatever stands before the number. */
function prefixAt(text: string, start: number): Prefix {
  const prefix: Prefix = { end: start, code: null, hasUnit: false, hasSign: false, isNegative: false }
  const sign = () => {
    if (prefix.isNegative || !'-负+'.includes(text[prefix.end] ?? ' ')) return
    prefix.isNegative = text[prefix.end] !== '+'
    prefix.end++
  }
  sign()
  for (let words = 0; words < 2; words++) {
    const found = currencyAt(text, prefix.end)
    // 元 before a number is the end of something else, and two currencies are none.
    if (found === null || found.word.code === null) break
    if (prefix.code !== null && found.word.code !== prefix.code) break
    prefix.code = found.word.code
    prefix.hasSign ||= found.word.kind === 'sign'
    prefix.hasUnit ||= found.word.kind === 'unit'
    prefix.end = found.end
  }
  if (prefix.code !== null) {
    if (text.startsWith('(大写)', prefix.end) || text.startsWith('(小写)', prefix.end)) prefix.end += 4
    if (text[prefix.end] === ':') prefix.end++
  }
  sign()
  return prefix
}

type Figure = { end: number; value: string; isNumerals: boolean; power: number | null }

/** Digits with thousands separators in their places and at most one point. */
function arabicAt(text: string, at: number): Figure | null {
  let end = at
  while (isDigit(text, end)) end++
  let whole = text.slice(at, end)
  if (whole.length > 0 && whole.length <= 3)
    while (text[end] === ',' && isGroup(text, end + 1)) {
      whole += text.slice(end + 1, end + 4)
      end += 4
    }
  let part = ''
  if (text[end] === '.' && isDigit(text, end + 1)) {
    const from = end + 1
    end = from
    while (isDigit(text, end)) end++
    part = text.slice(from, end)
  } else if (text[end] === '.' && whole !== '') end++
  if ((whole === '' && part === '') || whole.length > wholeMax || part.length > placesMax) return null
  if (text[end] === '.' && isDigit(text, end + 1)) return null
  return { end, value: multiplyDecimal(`${whole || '0'}.${part}`, 0), isNumerals: false, power: null }
}

const isGroup = (text: string, at: number) =>
  isDigit(text, at) && isDigit(text, at + 1) && isDigit(text, at + 2) && !isDigit(text, at + 3)

/** Chinese numerals; their 万 or 亿 says that yuan are meant. */
function numeralsAt(text: string, at: number): Figure | null {
  let end = at
  while (end < text.length && isNumeral(text[end]!)) end++
  const run = text.slice(at, end)
  // 三五元 is three to five: two digits and no unit are an estimate, not a number.
  if (end === at || (run.length === 2 && /^[一二三四五六七八九]{2}$/.test(run))) return null
  const value = chineseNumber(run)
  if (value === null) return null
  const power = run.includes('亿') ? 8 : run.includes('万') ? 4 : null
  return { end, value, isNumerals: true, power }
}

type Rest = { value: string; end: number; hasUnit: boolean; code: string | null }

/** The rest of 1亿2000万元, 5万5千元: every part smaller than the unit before it. */
function lowerPartsAt(text: string, start: number, sum: string, above: number): Rest | null {
  let end = start
  let value = sum
  let limit = above
  for (let parts = 0; parts < partsMax; parts++) {
    const figure = arabicAt(text, end)
    const unit = figure === null ? null : unitPhraseAt(text, figure.end)
    if (figure === null || unit === null || unit.isApproximate) return null
    const part = multiplyDecimal(figure.value, unit.power ?? 0)
    if (compareDecimal(part, multiplyDecimal('1', limit)) >= 0) return null
    value = addDecimal(value, part)
    end = unit.end
    if (unit.power === null || unit.hasUnit || !isDigit(text, end))
      return { value, end, hasUnit: unit.hasUnit, code: unit.code }
    limit = unit.power
  }
  return null
}

/** 伍角, 零伍分, 5角5分 after 元, as a decimal text; '' when there is none. */
function smallChangeAt(text: string, start: number): { end: number; value: string } {
  const tenths = oneOf(text, start, '角')
  const hundredths = oneOf(text, tenths?.end ?? start, '分')
  if (tenths === null && hundredths === null) return { end: start, value: '' }
  const end = hundredths?.end ?? tenths?.end ?? start
  return { end, value: `0.${tenths?.digit ?? '0'}${hundredths?.digit ?? '0'}` }
}

function oneOf(text: string, start: number, unit: string): { end: number; digit: string } | null {
  const at = start + ('零〇0'.includes(text[start] ?? ' ') && text[start + 1] !== unit ? 1 : 0)
  const character = text[at] ?? ''
  const digit = isDigit(text, at) ? character : (chineseNumber(character) ?? '')
  return digit.length === 1 && text[at + 1] === unit ? { end: at + 2, digit } : null
}

const isHan = (text: string, at: number) => {
  const code = text.charCodeAt(at)
  return code >= 0x4e00 && code <= 0x9fff
}
