import { type SimplifiedTable, simplifiedTable, unitKinds } from './simplified-table.ts'

/**
 * The text in simplified characters, by the OpenCC dictionaries as they fit company names. A character that
 * simplified writing also uses (乾隆, 魏徵, 昇, 於) is converted only in traditional surroundings, and 乾 only
 * where it means dry. Simplified text is returned as it is after one scan.
 */
export function toSimplified(text: string): string {
  const table = simplifiedTable()
  const kinds = table.kinds
  let asks = 0
  for (let i = 0; i < text.length; i++) {
    const kind = kinds[text.charCodeAt(i)]!
    if (kind === unitKinds.traditional) return converted(text, table, true)
    if (kind !== unitKinds.plain) asks++
  }
  return asks === 0 ? text : converted(text, table, holdsRareTraditional(text, table))
}

/** Traditional characters outside the basic plane, which take two units. */
function holdsRareTraditional(text: string, table: SimplifiedTable): boolean {
  for (const character of text) if (character.length === 2 && table.characters.has(character)) return true
  return false
}

function converted(text: string, table: SimplifiedTable, traditional: boolean): string {
  let result = ''
  for (let i = 0; i < text.length; ) {
    const phrase = traditional ? phraseAt(text, i, table) : undefined
    if (phrase !== undefined) {
      result += phrase[1]
      i += phrase[0].length
      continue
    }
    const character = characterAt(text, i)
    result += simplifiedOf(character, {
      before: text[i - 1] ?? '',
      after: text[i + 1] ?? '',
      traditional,
      table,
    })
    i += character.length
  }
  return result
}

type Surroundings = { before: string; after: string; traditional: boolean; table: SimplifiedTable }

function simplifiedOf(character: string, around: Surroundings): string {
  if (character === '乾') return meansDry(around.before, around.after) ? '干' : character
  const isContextual = around.table.kinds[character.charCodeAt(0)] === unitKinds.contextual
  if (isContextual && !around.traditional) return character
  return around.table.characters.get(character) ?? character
}

const dryBefore = new Set('餅饼肉葡萄曬晒烘風风魚鱼果筍笋豆菜薯瓜杏棗枣餘晾陰阴擦')
const dryAfter = new Set('洗燥果貨货淨净麵糧粮粉冰枯旱脆混衣拌燒烧鍋锅爽拭濕湿酪貝贝杯式癬癣')
const skyAfter = new Set('坤隆元卦清陵')

function meansDry(before: string, after: string): boolean {
  return dryAfter.has(after) || (dryBefore.has(before) && !skyAfter.has(after))
}

function phraseAt(text: string, at: number, table: SimplifiedTable): [string, string] | undefined {
  return table.phrases.get(characterAt(text, at))?.find(([phrase]) => text.startsWith(phrase, at))
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at)!)
}
