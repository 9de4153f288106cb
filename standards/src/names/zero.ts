const numerals = new Set('〇一二三四五六七八九十百千零')
/** Signs and letters typed for 〇: circles never belong to a name, letters and 0 only beside a Chinese numeral. */
const circles = new Set('○◯⚪')
const letters = new Set('oOОоΟοＯｏ0０')

/**
 * 〇 where a circle stands between Chinese characters, or an o, О or 0 stands beside a Chinese numeral and between
 * Chinese characters (六O九 → 六〇九). Unchanged text is returned as it is.
 */
export function withZero(text: string): string {
  let result = ''
  let from = 0
  for (let i = 1; i < text.length; i++) {
    if (!circles.has(text[i]!) && !letters.has(text[i]!)) continue
    const before = text[i - 1]!
    const end = runEnd(text, i)
    const after = text[end] ?? ''
    const typed = circles.has(text[i]!) ? isChinese(before) : numerals.has(before) || numerals.has(after)
    if (typed && isChinese(before) && (isChinese(after) || (after === '' && numerals.has(before)))) {
      result += text.slice(from, i) + '〇'.repeat(end - i)
      from = end
    }
    i = end
  }
  return from === 0 ? text : result + text.slice(from)
}

function runEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && (circles.has(text[end]!) || letters.has(text[end]!))) end++
  return end
}

function isChinese(character: string): boolean {
  return (character >= '\u4e00' && character <= '\u9fff') || character === '〇'
}
