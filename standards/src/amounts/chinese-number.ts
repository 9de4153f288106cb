const kinds: Record<string, { digit: number } | { small: number } | { tens: number } | { large: 4 | 8 }> =
  Object.create(null)
for (const [i, same] of [
  '零〇○◯',
  '一壹弌',
  '二贰貳弍两兩',
  '三叁叄参參弎',
  '四肆',
  '五伍',
  '六陆陸',
  '七柒',
  '八捌',
  '九玖',
].entries())
  for (const character of same) kinds[character] = { digit: i }
for (const character of '十拾') kinds[character] = { small: 10 }
for (const character of '百佰') kinds[character] = { small: 100 }
for (const character of '千仟') kinds[character] = { small: 1000 }
kinds.廿 = { tens: 20 }
kinds.卅 = { tens: 30 }
for (const character of '万萬') kinds[character] = { large: 4 }
for (const character of '亿億') kinds[character] = { large: 8 }

/** Beyond this many characters nothing is a number any more; the largest, 九千九百…亿…, has 31. */
const charsMax = 36

/** True for one character of a Chinese number: 零 to 九 in both scripts, 十 百 千 万 亿, 廿 卅. */
export const isNumeral = (character: string): boolean => kinds[character] !== undefined

/** Every character of a Chinese number. */
export const numerals: readonly string[] = Object.keys(kinds)

/**
 * The whole number that Chinese numerals write, as decimal text: 伍万贰仟壹佰贰拾 is '52120', 拾万 '100000',
 * 一万亿 '1000000000000', and digits alone are read one by one: 二〇二四 is '2024'. Null for anything else, for
 * colloquial forms with two readings (一万五, 三百二, 千元) and beyond 36 characters.
 */
export function chineseNumber(text: string): string | null {
  if (text === '' || text.length > charsMax) return null
  let digits = ''
  let isPositional = true
  for (const character of text) {
    const kind = kinds[character]
    if (kind === undefined) return null
    if ('digit' in kind) digits += kind.digit
    else isPositional = false
  }
  return isPositional ? digits.replace(/^0+(?=\d)/, '') : structured(text)
}

/** A number of up to 千万亿: hundred-millions and the rest are kept apart, so that neither leaves exact integers. */
function structured(text: string): string | null {
  let high = 0
  let low = 0
  let section = ''
  let seen = 0
  for (const character of text) {
    const kind = kinds[character]!
    if (!('large' in kind)) {
      section += character
      continue
    }
    // 万 once before 亿 and once after it; 亿 once.
    const value = sectionValue(section, low === 0 && high === 0)
    const isWan = kind.large === 4
    if (value === null || (isWan && (value === 0 || low > 0)) || (!isWan && seen === 8)) return null
    if (isWan) low = value * 10_000
    else {
      high = low + value
      low = 0
      seen = 8
      if (high === 0) return null
    }
    section = ''
  }
  const rest = sectionValue(section, low === 0 && high === 0)
  if (rest === null) return null
  const lowText = String(low + rest)
  return high === 0 ? lowText : String(high) + lowText.padStart(8, '0')
}

/** The value below ten thousand of digits and 十 百 千; null when it is not written properly. */
function sectionValue(section: string, isFirst: boolean): number | null {
  let value = 0
  let digit = -1
  let lastUnit = 10_000
  let afterZero = false
  for (const character of section) {
    const kind = kinds[character]!
    if ('digit' in kind) {
      if (digit >= 0) return null
      if (kind.digit === 0) afterZero = true
      else digit = kind.digit
      continue
    }
    const unit = 'small' in kind ? kind.small : 10
    const isTens = 'tens' in kind
    // 十 may stand alone (十二, 一百十); 百 and 千 never do: 上千元 is not 1,000 yuan.
    if (unit >= lastUnit || (digit < 0 && unit !== 10) || (isTens && digit >= 0)) return null
    value += isTens ? kind.tens : (digit < 0 ? 1 : digit) * unit
    lastUnit = unit
    digit = -1
    afterZero = false
  }
  if (digit < 0) return value
  // 一百五 is 150 to some and 105 to others; a last digit needs 十 or 零 before it, or nothing at all.
  const isClear = lastUnit === 10 || afterZero || (isFirst && lastUnit === 10_000)
  return isClear ? value + digit : null
}
