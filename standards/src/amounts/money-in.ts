import { numerals } from './chinese-number.ts'
import { currencyFirsts } from './currencies.ts'
import { type Money, moneyAt } from './money.ts'

const none = 0
const currency = 1
const number = 2
/** By UTF-16 unit: may an amount begin here, with its currency or its number? */
const starts = new Uint8Array(65536)
for (const first of currencyFirsts) starts[first.charCodeAt(0)] = currency
for (const character of [...numerals, ...'0123456789']) starts[character.charCodeAt(0)] = number
/** Before a number these make it an estimate, an ordinal or the end of a range: 数十万元, 约5万元, 1万元至5万元. */
const notBefore = /(?:[数几上第近约逾超过至到~A-Z.-]|\d[ ,]?)$/u
const notAfter = ['以上', '以下', '以内', '以外', '至', '到', '-', '~', '/', '每', '余', '左右', '*', '%']
/** What may follow 19.9万 where 元 is left out; any other word makes it 3万支 or 5千克. */
const afterBarePower = '并及和与的罚整等'

/**
 * The amounts written in a folded text, in its order: with a unit, exact, not the ends of a range, not a price per
 * unit, not a multiple's base (违法所得1000元一倍). One pass; callers bound the text.
 */
export function moneyIn(text: string): Money[] {
  const found: Money[] = []
  for (let at = 0; at < text.length; ) {
    const kind = starts[text.charCodeAt(at)]!
    if (kind === none) {
      at++
      continue
    }
    const money = moneyAt(text, at)
    if (money !== null && money.end > at) {
      if (isPlain(text, money)) found.push(money)
      at = money.end
    } else at = kind === number ? runEnd(text, at) : at + 1
  }
  return found
}

/** Past a number that is no amount: none of its digits may begin another one. */
function runEnd(text: string, start: number): number {
  let at = start + 1
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (starts[code] !== number && code !== 0x2c && code !== 0x2e) break
  }
  return at
}

function isPlain(text: string, money: Money): boolean {
  if (money.isApproximate || money.number.startsWith('-')) return false
  if (!money.hasUnit && !money.hasSign && money.power === null) return false
  const before = text.slice(Math.max(0, money.start - 2), money.start)
  if (notBefore.test(before)) return false
  if (notAfter.some((word) => text.startsWith(word, money.end))) return false
  if (
    /^(?:的)?[\d一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}倍/u.test(
      text.slice(money.end, money.end + 6),
    )
  )
    return false
  const after = text[money.end] ?? ''
  return (
    money.hasUnit || money.hasSign || !/\p{Script=Han}|[\dA-Z]/u.test(after) || afterBarePower.includes(after)
  )
}
