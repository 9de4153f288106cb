import type { AmountFault, AmountParse, AmountUnit } from './amount-parse.ts'
import { foldAmountText } from './amount-text.ts'
import { multiplyDecimal } from './decimal.ts'
import { readCell } from './read-cell.ts'

export type { AmountFault, AmountParse, AmountUnit }

const charsMax = 120
const wholeMax = 18
const placesMax = 12

/**
 * An amount of money as exact decimal text, in yuan or in the units of `currency` (ISO 4217). A bare number is in
 * the column's unit; a unit that is written wins (`unitFound`). The same amount twice (贰仟元整(¥2000.00)) must agree.
 * Up to 18 digits before and 12 after the point; never a float, never a guess.
 */
export function parseAmount(text: string, unit: AmountUnit): AmountParse {
  if (isBare(text)) {
    const yuan = multiplyDecimal(text, unit === 'wan-yuan' ? 4 : 0)
    return { ok: true, yuan, currency: 'CNY', unitFound: null }
  }
  if (text.length > charsMax) return { ok: false, reason: 'too-long' }
  const cell = foldAmountText(text).replaceAll('\n', '')
  return cell === '' ? { ok: false, reason: 'empty' } : readCell(cell, unit)
}

/** Digits with at most one point among them, the shape of nearly every cell. */
function isBare(text: string): boolean {
  const { length } = text
  if (length === 0 || length > wholeMax + placesMax + 1) return false
  let point = -1
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) continue
    if (code !== 46 || i === 0 || i === length - 1 || point >= 0) return false
    point = i
  }
  return point < 0 ? length <= wholeMax : point <= wholeMax && length - point - 1 <= placesMax
}
