import {
  checkOrganisationCode,
  checkRegistrationNumber,
  checkUscc,
  isSubsequence,
  nameKey,
  shortKey,
} from '@xinqiao/standards'
import type { WantedGram } from './search-plan.ts'

/** How a typed query is looked for. */
export type SearchQuery = {
  key: string
  /** Pairs of the key: all of them must stand in a name that contains it. */
  pairs: WantedGram[]
  /** Single characters of the short form, for names that hold them in order with others between. */
  singles: number[]
  short: string
  /** Identifiers the query may be. */
  identifiers: { scheme: string; value: string }[]
}

const queryCharsMax = 100

/** Reads a query; null when it is too short to look for: two characters suffice. */
export function readQuery(text: string): SearchQuery | null {
  const trimmed = text
    .normalize('NFKC')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, queryCharsMax)
  const key = withoutCutForm(nameKey(trimmed))
  const identifiers = identifiersIn(trimmed)
  if ([...key].length < 2 && identifiers.length === 0) return null
  const short = withoutCutForm(shortKey(trimmed))
  return {
    key,
    pairs: pairsOf(key),
    singles: [...new Set(short.split(''))].map((unit) => single(unit.charCodeAt(0))),
    short,
    identifiers,
  }
}

/**
 * Keys write an organisation form in one way only, so a form that is typed half stands in no key: what is there of it
 * is left out until it is whole.
 */
const withoutCutForm = (key: string): string =>
  key
    .replace(/有限责(?:任公?)?$/u, '有限')
    .replace(/股份公$/u, '股份')
    .replace(/^(限?)(?:责?任)公司/u, '$1公司')

/** As `grams` of standards cuts them, in the order of the key. */
function pairsOf(key: string): WantedGram[] {
  const pairs: WantedGram[] = []
  for (let i = 0; i + 1 < key.length; i++) {
    const first = single(key.charCodeAt(i))
    pairs.push({ gram: first | key.charCodeAt(i + 1), after: i === 0 ? null : first })
  }
  return pairs
}

const single = (unit: number) => unit << 16

function identifiersIn(text: string): SearchQuery['identifiers'] {
  const found: SearchQuery['identifiers'] = []
  const uscc = checkUscc(text)
  if (uscc.ok) found.push({ scheme: 'uscc', value: uscc.value })
  const code = checkOrganisationCode(text)
  if (code.ok) found.push({ scheme: 'organisation-code', value: code.value })
  const number = checkRegistrationNumber(text)
  if (number.ok) found.push({ scheme: 'registration-number', value: number.value })
  if (/^\d{8}$/.test(text)) found.push({ scheme: 'foreign-code', value: text })
  return found
}

/** The pattern of SQL that keys holding the key match; keys have no pattern characters but may be typed with some. */
export const patternOf = (key: string): string => `%${literal(key)}%`

/** The pattern that keys holding the characters in order match. */
export const spacedPatternOf = (key: string): string => `%${[...key].map(literal).join('%')}%`

const literal = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Where the query stands in a name, as [start, length] in UTF-16 units: the whole of it, else its characters in order. */
export function marksIn(name: string, query: SearchQuery): [number, number][] {
  const { text, at } = keyWithPositions(name)
  const whole = text.indexOf(query.key)
  if (whole >= 0 && query.key.length > 0) return [span(at, whole, query.key.length)]
  if (!isSubsequence(query.short, text)) return []
  const marks: [number, number][] = []
  let from = 0
  for (const character of query.short) {
    const position = text.indexOf(character, from)
    from = position + character.length
    const last = marks.at(-1)
    const [start, length] = span(at, position, character.length)
    if (last && last[0] + last[1] === start) last[1] += length
    else marks.push([start, length])
  }
  return marks
}

const span = (at: number[] | null, from: number, length: number): [number, number] =>
  at === null ? [from, length] : [at[from]!, at[from + length - 1]! + 1 - at[from]!]

/**
 * The match key of a name together with where each of its units stands in the name; null when the name is its own key,
 * as most are.
 */
function keyWithPositions(name: string): { text: string; at: number[] | null } {
  if (nameKey(name) === name) return { text: name, at: null }
  let text = ''
  const at: number[] = []
  let position = 0
  for (const character of name) {
    const key = characterKey(character)
    for (let i = 0; i < key.length; i++) at.push(position + Math.min(i, character.length - 1))
    text += key
    position += character.length
  }
  return { text, at }
}

const characterKeys = new Map<string, string>()
const characterKeysMax = 20_000

function characterKey(character: string): string {
  const known = characterKeys.get(character)
  if (known !== undefined) return known
  const key = nameKey(character)
  if (characterKeys.size < characterKeysMax) characterKeys.set(character, key)
  return key
}
