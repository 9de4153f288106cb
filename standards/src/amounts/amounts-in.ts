import { foldAmountText } from './amount-text.ts'
import { compareDecimal } from './decimal.ts'
import type { Money } from './money.ts'
import { moneyIn } from './money-in.ts'

const textMax = 100_000
const wordsMax = 32
const wordMax = 40
const knownMax = 64
const amountsMax = 50
/** How far behind the word an amount may begin: 罚款(大写)人民币…, 罚款的行政处罚,共计…. */
const gapMax = 16
const sentenceEnd = /[。;!?]/u
/** A comma or line end may stand between only when the amount follows at once. */
const afterPause = /^(?:人民币|计|共计|合计|金额|数额|为|大写|小写|[:()])*$/u
const chain = /^(?:[、,和及与]|以及|(?:各|另))*$/u
const repeat = /^,?(?:\(|即|合|大写|小写)(?:人民币|大写|小写|即|计|[:(])*$/u
const otherMatters = [
  '没收',
  '违法所得',
  '货值',
  '价值',
  '销售',
  '成本',
  '单价',
  '售价',
  '进价',
  '标准',
  '滞纳',
  '赔偿',
  '退还',
  '注册资',
]
const denied = /(?:免予|免于|免除|不予|不处|不再|不并处|未处|未予|无需|不)$/u

/**
 * Amounts in yuan that a text names after one of the words (罚款人民币2000元), or directly before one that ends in 款
 * (处5万元的罚款): never simply the first number, which may be last year's sales. Several after one word (19.9万元、
 * 2万元) are all given, an amount repeated in brackets once; estimates, ranges and foreign money are left out. Exact
 * decimal texts in the order of the text, at most 50, from its first 100,000 characters.
 */
export function amountsIn(text: string, after: readonly string[]): string[] {
  const sought = soughtOf(after)
  const body = foldAmountText(text.length > textMax ? text.slice(0, textMax) : text)
  if (!sought.words.some((word) => body.includes(word))) return []
  const found: string[] = []
  let before = 0
  let last: Money | null = null
  for (const money of moneyIn(body)) {
    const from = before
    before = money.end
    const between: string | null = last === null ? null : body.slice(last.end, money.start)
    if (last !== null && between !== null && isRepeat(between) && isSame(last, money)) {
      last = money
      continue
    }
    const isNamed: boolean =
      (between !== null && between.length <= gapMax && chain.test(between)) ||
      followsWord(body, from, money.start, sought) ||
      precedesWord(body, from, money, sought)
    last = isNamed ? money : null
    if (isNamed && (money.code === null || money.code === 'CNY') && found.push(money.number) === amountsMax)
      break
  }
  return found
}

/** The words to look for, and the words that make an amount another matter. */
type Sought = { words: string[]; stops: string[]; reach: number }
const known = new Map<string, Sought>()

function soughtOf(after: readonly string[]): Sought {
  const key = after.join('\n')
  const met = known.get(key)
  if (met !== undefined) return met
  const words = after.slice(0, wordsMax).flatMap((word) => foldAmountText(word.slice(0, wordMax)) || [])
  const reach = gapMax + Math.max(0, ...words.map((word) => word.length))
  const sought = { words, stops: stopsBut(words), reach }
  if (known.size < knownMax) known.set(key, sought)
  return sought
}

const isRepeat = (between: string) => between !== '' && between.length <= gapMax && repeat.test(between)
const isSame = (one: Money, other: Money) => compareDecimal(one.number, other.number) === 0

/** Words that make an amount another matter, unless they are what is looked for. */
function stopsBut(words: string[]): string[] {
  const isConfiscation = words.some((word) => word.includes('没收') || word.includes('违法所得'))
  return otherMatters.filter(
    (stop) =>
      !words.some((word) => word.includes(stop)) &&
      !(isConfiscation && (stop === '没收' || stop === '违法所得')),
  )
}

/** Does one of the words stand before `start`, near, with nothing in between but words that belong to it? */
function followsWord(text: string, from: number, start: number, { words, stops, reach }: Sought): boolean {
  const first = Math.max(from, start - reach)
  const before = text.slice(first, start)
  let end = -1
  let begin = -1
  for (const word of words) {
    const at = before.lastIndexOf(word)
    if (at >= 0 && at + word.length > end) {
      end = at + word.length
      begin = first + at
    }
  }
  if (end < 0 || before.length - end > gapMax) return false
  return !denied.test(text.slice(Math.max(0, begin - 4), begin)) && isOpenGap(before.slice(end), stops)
}

function isOpenGap(gap: string, stops: string[]): boolean {
  if (gap === '') return true
  if (sentenceEnd.test(gap) || stops.some((stop) => gap.includes(stop))) return false
  const pause = Math.max(gap.lastIndexOf(','), gap.lastIndexOf('\n'), gap.lastIndexOf('、'))
  return pause < 0 || afterPause.test(gap.slice(pause + 1))
}

/** 处5万元罚款: the amount stands before its noun, and the noun has no amount of its own. */
function precedesWord(text: string, from: number, money: Money, { words, stops, reach }: Sought): boolean {
  let at = money.end
  if (text.startsWith('人民币', at)) at += 3
  if (text[at] === '的') at++
  const noun = words.find((word) => word.endsWith('款') && text.startsWith(word, at))
  if (noun === undefined) return false
  if (
    /^(?:人民币|:|\(大写\))*[\d¥壹贰叁肆伍陆柒捌玖拾一二两三四五六七八九十]/u.test(
      text.slice(at + noun.length, at + noun.length + 12),
    )
  )
    return false
  const before = text.slice(Math.max(from, money.start - reach), money.start)
  return isOpenGap(before.slice(before.search(/(?<![^。;!?,、\n])[^。;!?,、\n]*$/u)), stops)
}
