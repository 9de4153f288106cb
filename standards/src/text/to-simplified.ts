import { simplifiedAnyway } from './contextual-characters.ts'
import { type SimplifiedTable, simplifiedTable, unitKinds } from './simplified-table.ts'

/**
 * The text in simplified characters, by the OpenCC dictionaries as they fit company names. A character that
 * simplified writing also uses (乾隆, 魏徵, 昇, 於) is converted only in traditional surroundings or in a word that
 * decides it (餅乾, 徵信), and 乾 only where it means dry. Simplified text is returned as it is after one scan.
 */
export function toSimplified(text: string): string {
  return simplified(text, '')
}

/**
 * `toSimplified` for match keys: 昇 and 陞 always stay. Registers hold them beside 升 in names of different firms,
 * and machine-converted pages carry them over unchanged.
 */
export function toSimplifiedName(text: string): string {
  return simplified(text, '昇陞')
}

function simplified(text: string, kept: string): string {
  const table = simplifiedTable()
  const kinds = table.kinds
  let asks = false
  for (let i = 0; i < text.length; i++) {
    const kind = kinds[text.charCodeAt(i)]!
    if (kind === unitKinds.traditional) return converted(text, { table, kept, traditional: true })
    if (kind !== unitKinds.plain) asks = true
  }
  return asks ? converted(text, { table, kept, traditional: holdsRareTraditional(text, table) }) : text
}

/** Traditional characters outside the basic plane, which take two units. */
function holdsRareTraditional(text: string, table: SimplifiedTable): boolean {
  for (const character of text) if (character.length === 2 && table.characters.has(character)) return true
  return false
}

type Manner = { table: SimplifiedTable; kept: string; traditional: boolean }

function converted(text: string, manner: Manner): string {
  let result = ''
  for (let i = 0; i < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(i)!)
    const phrase = manner.traditional ? phraseAt(text, i, character, manner.table) : undefined
    if (phrase !== undefined) {
      result += phrase[1]
      i += phrase[0].length
      continue
    }
    result += converts(text, i, manner) ? (manner.table.characters.get(character) ?? character) : character
    i += character.length
  }
  return result
}

function converts(text: string, at: number, manner: Manner): boolean {
  const kind = manner.table.kinds[text.charCodeAt(at)]
  if (kind !== unitKinds.contextual) return kind !== unitKinds.plain
  const character = text[at]!
  if (simplifiedAnyway(character, text[at - 1] ?? '', text[at + 1] ?? '')) return true
  return manner.traditional && character !== '乾' && !manner.kept.includes(character)
}

function phraseAt(
  text: string,
  at: number,
  first: string,
  table: SimplifiedTable,
): [string, string] | undefined {
  return table.phrases.get(first)?.find(([phrase]) => text.startsWith(phrase, at))
}
