import { currencyAt } from './currencies.ts'

/** What the words after a number say: its power of ten, its currency, and whether 元, dollars … are written. */
export type UnitPhrase = {
  end: number
  power: number | null
  code: string | null
  hasUnit: boolean
  isApproximate: boolean
}

const wordsMax = 8
const depthMax = 3
const small: Record<string, number> = { 十: 1, 拾: 1, 百: 2, 佰: 2, 千: 3, 仟: 3 }
const about = '余多几'

/**
 * The unit of a number, as far as it goes: 万元, (万元人民币), (万元(港币)), 余万美元, 千元, () …; `end` is `at` when
 * none is there. Null when two currencies are named.
 */
export function unitPhraseAt(text: string, at: number, depth = 0): UnitPhrase | null {
  const phrase: UnitPhrase = { end: at, power: null, code: null, hasUnit: false, isApproximate: false }
  for (let words = 0; words < wordsMax; words++) {
    const end = nextWord(text, phrase, depth)
    if (end === null) return null
    if (end === phrase.end) break
    phrase.end = end
  }
  return phrase
}

/** Takes one word into the phrase: the place after it, the same place when there is none, null for a contradiction. */
function nextWord(text: string, phrase: UnitPhrase, depth: number): number | null {
  const at = phrase.end
  const first = text[at]
  if (first === undefined) return at
  if (first === '(') return depth < depthMax ? bracketed(text, phrase, depth) : at
  if (first === ':' && depth > 0) return at + 1
  if (phrase.power === null && !phrase.hasUnit) {
    const power = powerAt(text, at)
    if (power !== null) {
      phrase.power = power.value
      return power.end
    }
  }
  const currency = currencyAt(text, at)
  if (currency !== null) {
    if (!take(phrase, currency.word.code, currency.word.kind === 'unit')) return null
    return currency.end
  }
  if (!phrase.hasUnit && about.includes(first) && isUnitNext(text, at + 1)) {
    phrase.isApproximate = true
    return at + 1
  }
  return at
}

function bracketed(text: string, phrase: UnitPhrase, depth: number): number | null {
  const at = phrase.end
  const inner = unitPhraseAt(text, at + 1, depth + 1)
  if (inner === null) return null
  if (text[inner.end] !== ')' || inner.isApproximate) return at
  if (inner.power !== null && (phrase.power !== null || phrase.hasUnit)) return at
  if (!take(phrase, inner.code, inner.hasUnit)) return null
  phrase.power ??= inner.power
  return inner.end + 1
}

function take(phrase: UnitPhrase, code: string | null, isUnit: boolean): boolean {
  if (code !== null && phrase.code !== null && code !== phrase.code) return false
  phrase.code ??= code
  phrase.hasUnit ||= isUnit
  return true
}

/** 十 百 千 before 万 or 亿, or one of them alone; 万亿 and 万万 too. */
function powerAt(text: string, at: number): { value: number; end: number } | null {
  let end = at
  let value = 0
  const before = small[text[end] ?? '']
  if (before !== undefined) {
    value += before
    end++
  }
  if (text[end] === '万') {
    value += 4
    end++
  }
  if (text[end] === '亿') {
    value += 8
    end++
  }
  return end === at ? null : { value, end }
}

const isUnitNext = (text: string, at: number): boolean =>
  powerAt(text, at) !== null || currencyAt(text, at)?.word.kind === 'unit'
