/// <reference path="./opencc-dictionaries.d.ts" />
import characterPairs from 'opencc-js/dict/TSCharacters'
import phrasePairs from 'opencc-js/dict/TSPhrases'
import { contextualCharacters } from './contextual-characters.ts'

/** What a UTF-16 unit asks of the conversion. */
export const unitKinds = { plain: 0, traditional: 1, contextual: 2, surrogate: 3 } as const

/** The conversion tables, built once at first use from the OpenCC dictionaries (about 4,000 pairs, some 3 ms). */
export type SimplifiedTable = {
  /** One of `unitKinds` per UTF-16 unit. */
  kinds: Uint8Array
  characters: Map<string, string>
  /** Phrases by first character, longest first. */
  phrases: Map<string, [traditional: string, simplified: string][]>
}

/** Variants that OpenCC leaves alone, common in Hong Kong and Japanese writing of names. */
const variants: Readonly<Record<string, string>> = {
  衞: '卫',
  彚: '汇',
  呉: '吴',
  戸: '户',
  歩: '步',
  徳: '德',
  黒: '黑',
  鉄: '铁',
  粧: '妆',
  甯: '宁',
}

let table: SimplifiedTable | null = null

/** The tables, built at the first call. */
export function simplifiedTable(): SimplifiedTable {
  table ??= built()
  return table
}

function built(): SimplifiedTable {
  const kinds = new Uint8Array(65536)
  const characters = new Map<string, string>()
  for (const [from, to] of [...pairsOf(characterPairs), ...Object.entries(variants)]) {
    if (from === to) continue
    characters.set(from, to)
    if (from.length === 1) kinds[from.charCodeAt(0)] = unitKinds.traditional
  }
  for (const character of contextualCharacters) kinds[character.charCodeAt(0)] = unitKinds.contextual
  kinds.fill(unitKinds.surrogate, 0xd800, 0xdc00)
  return { kinds, characters, phrases: phrasesByFirst() }
}

function phrasesByFirst(): SimplifiedTable['phrases'] {
  const phrases: SimplifiedTable['phrases'] = new Map()
  for (const pair of pairsOf(phrasePairs)) {
    const first = String.fromCodePoint(pair[0].codePointAt(0)!)
    const list = phrases.get(first)
    if (list === undefined) phrases.set(first, [pair])
    else list.push(pair)
  }
  for (const list of phrases.values()) list.sort((a, b) => b[0].length - a[0].length)
  return phrases
}

function pairsOf(text: string): [string, string][] {
  return text.split('|').map((pair) => pair.split(' ') as [string, string])
}
