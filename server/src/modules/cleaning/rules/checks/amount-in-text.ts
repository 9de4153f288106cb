import { amountsIn, compareDecimal, multiplyDecimal } from '@xinqiao/standards'
import { report, type Spot } from '../report.ts'
import { type Row, textOf, textsOf } from '../row.ts'
import { type CheckCompiler, type CheckField, fieldsOfType } from './check-context.ts'

/** Slips of a unit: yuan for ten thousand yuan, fen for yuan, a lost or added zero. Powers of ten. */
const slips = [4, -4, 2, -2, 1, -1] as const
const defaultWords = ['罚款', '没收']

/**
 * The amount in the amount column is one of those the text names after the given words, or their sum. A difference
 * of exactly 10,000, 100 or 10 is reported as a probable unit error with the corrected value; nothing is changed.
 */
export const amountInText: CheckCompiler = (context) => {
  const { check, level } = context
  const words = check.after ?? defaultWords
  const amount = fieldsOfType(context, 'amount', 'decimal')[0]
  const texts = context.fields.filter((one) => one !== amount)
  if (amount === undefined || texts.length === 0) return () => {}
  const { spot } = amount
  return (row) => {
    const column = row.values[spot.index]
    if (typeof column === 'string' && isNamedPlainly(row, texts, words, column)) return
    const named = amountsNamed(row, texts, words)
    if (named.length > 0) compare(row, spot, level, named)
  }
}

/** True when a text says it in the plainest way, 罚款5000元 or 罚款人民币5000元: then nothing needs to be read. */
function isNamedPlainly(row: Row, texts: CheckField[], words: string[], amount: string): boolean {
  for (let i = 0; i < texts.length; i++) {
    const text = row.values[(texts[i] as CheckField).spot.index]
    if (typeof text !== 'string') continue
    for (let j = 0; j < words.length; j++) {
      const word = words[j] as string
      const at = text.indexOf(word)
      if (at < 0) continue
      const after = at + word.length
      const start =
        text.charCodeAt(after) === renminbiStart && text.startsWith('人民币', after) ? after + 3 : after
      if (text.charCodeAt(start + amount.length) === yuan && text.startsWith(amount, start)) return true
    }
  }
  return false
}

function amountsNamed(row: Row, texts: CheckField[], words: string[]): string[] {
  let named: string[] = none
  for (let i = 0; i < texts.length; i++) {
    const value = row.values[(texts[i] as CheckField).spot.index] ?? null
    if (typeof value === 'string') named = withAmounts(named, value, words)
    else for (const text of textsOf(value)) named = withAmounts(named, text, words)
  }
  return named
}

const none: string[] = []
const renminbiStart = '人'.charCodeAt(0)
const yuan = '元'.charCodeAt(0)

function withAmounts(named: string[], text: string, words: string[]): string[] {
  for (let i = 0; i < words.length; i++) {
    if (!text.includes(words[i] as string)) continue
    const found = amountsIn(text, words)
    return named.length === 0 ? found : [...named, ...found]
  }
  return named
}

function compare(row: Row, spot: Spot, level: Parameters<typeof report>[2], named: string[]): void {
  const column = textOf(row.values[spot.index])
  if (column === null) {
    const expected = named.join('、')
    // A column that was refused already has its own finding; zero in the text needs no amount.
    if (row.states[spot.index] === 0 && named.some((amount) => compareDecimal(amount, '0') > 0))
      report(row, spot, level, 'amount-missing', {
        expected,
        ...(named.length === 1 ? { suggestion: expected } : {}),
      })
    return
  }
  for (let i = 0; i < named.length; i++) if (compareDecimal(named[i] as string, column) === 0) return
  if (named.length > 1 && compareDecimal(sumOf(named), column) === 0) return
  for (const power of slips)
    for (const amount of named) {
      if (compareDecimal(column, '0') === 0 || compareDecimal(multiplyDecimal(amount, power), column) !== 0)
        continue
      const reason = `1${'0'.repeat(Math.abs(power))}`
      report(row, spot, level, 'amount-factor', {
        found: column,
        expected: amount,
        suggestion: amount,
        reason,
      })
      return
    }
  report(row, spot, level, 'amount-differs', { found: column, expected: named.slice(0, 5).join('、') })
}

/** Exact sum of decimal texts. */
function sumOf(amounts: string[]): string {
  const places = Math.max(...amounts.map((amount) => amount.split('.')[1]?.length ?? 0))
  const units = amounts.map((amount) => {
    const [whole, fraction = ''] = amount.split('.')
    return BigInt(whole + fraction.padEnd(places, '0'))
  })
  const sum = units.reduce((one, other) => one + other, 0n).toString()
  return multiplyDecimal(sum, -places)
}
