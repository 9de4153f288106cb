import { chineseNumber } from './chinese-number.ts'
import { addDecimal, compareDecimal, multiplyDecimal } from './decimal.ts'

export type AmountUnit = 'yuan' | 'wan-yuan'
export type AmountParse =
  | {
      ok: true
      yuan: string
      currency: string
      unitFound: AmountUnit | 'thousand' | 'yi' | null
      approximate?: boolean
    }
  | { ok: false; reason: 'empty' | 'shape' | 'too-long' | 'contradiction' }

const charsMax = 120

/**
 * An amount of money as exact decimal text in yuan (or in `currency`). A bare number is in the column's unit; a unit
 * that is written wins. Two readings in one cell (贰仟元整(¥2000.00)) must agree. Never a float, never a guess.
 */
export function parseAmount(text: string, unit: AmountUnit): AmountParse {
  if (isBare(text))
    return {
      ok: true,
      yuan: multiplyDecimal(text, unit === 'wan-yuan' ? 4 : 0),
      currency: 'CNY',
      unitFound: null,
    }
  if (text.length > charsMax) return { ok: false, reason: 'too-long' }
  const plain = tidy(text)
  if (plain === '') return { ok: false, reason: 'empty' }
  const approximate = /^[约近]|[多余]元?$|左右$/u.test(plain)
  const body = plain
    .replace(/^(?:罚款|处罚款|罚没款|金额|罚款金额|注册资本|注册资金)+(?:\((?:万元|元)\))?[:]?/u, (label) =>
      /万元/u.test(label) ? '\u0001' : '',
    )
    .replace(/^[约近]/u, '')
    .replace(/左右$/u, '')
  const labelled: AmountUnit = body.startsWith('\u0001') ? 'wan-yuan' : unit
  const read = readings(body.replace('\u0001', ''), labelled)
  if (read === null || read.length === 0) return { ok: false, reason: 'shape' }
  const [first] = read
  if (read.some((r) => compareDecimal(r.yuan, first!.yuan) !== 0))
    return { ok: false, reason: 'contradiction' }
  return { ok: true, ...first!, ...(approximate ? { approximate: true } : {}) }
}

/** Digits with at most one point, the shape of nearly every cell. */
function isBare(text: string): boolean {
  if (text.length === 0 || text.length > 30) return false
  let points = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x30 && code <= 0x39) continue
    if (code !== 0x2e || i === 0 || i === text.length - 1 || points++ > 0) return false
  }
  return true
}

/** Folded width, one kind of bracket, no blanks and no thousands separators; a Chinese full stop in a number is a point. */
const tidy = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/(?<=\d)[。．](?=\d)/gu, '.')
    .replace(/(?<=\d)[,，](?=\d{3}(?!\d))/gu, '')

type Reading = { yuan: string; currency: string; unitFound: AmountUnit | 'thousand' | 'yi' | null }

/** The amount, and the same amount in brackets after it when it is there. */
function readings(text: string, unit: AmountUnit): Reading[] | null {
  const whole = reading(text, unit)
  if (whole) return [whole]
  const doubled = /^([^()]+)\(([^()]+)\)$/u.exec(text)
  if (!doubled) return null
  const [first, second] = [
    reading(doubled[1]!, unit),
    reading(doubled[2]!.replace(/^(?:小写|大写)[:]?/u, ''), unit),
  ]
  return first && second ? [first, second] : null
}

const currencies: Record<string, string> = {
  人民币: 'CNY',
  元人民币: 'CNY',
  人民币元: 'CNY',
  元: 'CNY',
  圆: 'CNY',
  美元: 'USD',
  美金: 'USD',
  港元: 'HKD',
  港币: 'HKD',
  香港元: 'HKD',
  欧元: 'EUR',
  日元: 'JPY',
  日圆: 'JPY',
  英镑: 'GBP',
  新台币: 'TWD',
  台币: 'TWD',
  韩元: 'KRW',
  新加坡元: 'SGD',
  加元: 'CAD',
  加拿大元: 'CAD',
  澳元: 'AUD',
  澳大利亚元: 'AUD',
  瑞士法郎: 'CHF',
  澳门元: 'MOP',
  德国马克: 'DEM',
  法国法郎: 'FRF',
}
const names = Object.keys(currencies)
  .sort((a, b) => b.length - a.length)
  .join('|')
const arabic = new RegExp(
  `^(?:(?:人民币|RMB|CNY|¥|￥|US\\$|USD|HK\\$|HKD|\\$)[:]?)?(-?\\d{1,18}(?:\\.\\d{1,12})?)(?:\\(?(亿|千万|百万|十万|万|千|百)?(${names})?(?:整|正)?\\)?|\\((亿|千万|百万|万|千)?(${names})\\)|\\((${names})(万|千)?元?\\))$`,
  'u',
)
const fourShapes = /^(-?\d{1,18}(?:\.\d{1,12})?)\(?(万|千)?(人民币元|人民币)\)?$/u
const numerals =
  /^(?:人民币)?([零〇○一壹二贰貳两三叁叄参四肆五伍六陆陸七柒八捌九玖十拾百佰千仟万萬亿億]{1,36})(?:元|圆|块)(?:([零一壹二贰三叁四肆五伍六陆七柒八捌九玖])角)?(?:([零一壹二贰三叁四肆五伍六陆七柒八捌九玖])分)?(?:整|正)?$/u
const powers: Record<string, number> = { 亿: 8, 千万: 7, 百万: 6, 十万: 5, 万: 4, 千: 3, 百: 2 }

function reading(text: string, unit: AmountUnit): Reading | null {
  const inWords = numerals.exec(text)
  if (inWords) return inNumerals(inWords)
  const found = arabic.exec(text)
  if (!found) {
    const shape = fourShapes.exec(text)
    return shape ? amount(shape[1]!, shape[2], 'CNY', unit) : null
  }
  const power = found[2] ?? found[4] ?? found[7]
  const name = found[3] ?? found[5] ?? found[6]
  const prefix = /^(?:US\$|USD|\$)/u.test(text) ? 'USD' : /^(?:HK\$|HKD)/u.test(text) ? 'HKD' : null
  return amount(
    found[1]!,
    power,
    name === undefined
      ? (prefix ?? (/^(?:人民币|RMB|CNY|¥|￥)/u.test(text) ? 'CNY' : null))
      : currencies[name]!,
    unit,
  )
}

/** A number with its written unit; without one the column's unit holds, unless a currency was named. */
function amount(
  number: string,
  power: string | undefined,
  currency: string | null,
  unit: AmountUnit,
): Reading {
  const isNamed = currency !== null || power !== undefined
  const shift = power === undefined ? (isNamed ? 0 : unit === 'wan-yuan' ? 4 : 0) : powers[power]!
  const unitFound =
    power === '万'
      ? 'wan-yuan'
      : power === '千'
        ? 'thousand'
        : power === '亿'
          ? 'yi'
          : isNamed
            ? 'yuan'
            : null
  return { yuan: multiplyDecimal(number, shift), currency: currency ?? 'CNY', unitFound }
}

function inNumerals(found: RegExpExecArray): Reading | null {
  const whole = chineseNumber(found[1]!)
  if (whole === null) return null
  const tenths = found[2] === undefined ? '0' : chineseNumber(found[2])!
  const hundredths = found[3] === undefined ? '0' : chineseNumber(found[3])!
  return {
    yuan: addDecimal(whole, addDecimal(multiplyDecimal(tenths, -1), multiplyDecimal(hundredths, -2))),
    currency: 'CNY',
    unitFound: 'yuan',
  }
}
