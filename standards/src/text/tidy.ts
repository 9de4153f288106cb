/** What each UTF-16 unit may need: 0 nothing, 1 a rewrite, 2 NFC may change it, 3 it is a blank or line end. */
const kinds = new Uint8Array(65536)
const invisible = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
] as const
const wideBlanks = [
  0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009,
]
// Latin, CJK and most scripts are stable under NFC; the rest is asked for real.
kinds.fill(2, 0x300, 0x370)
kinds.fill(2, 0x483, 0x2000)
kinds.fill(2, 0x20d0, 0x2190)
kinds.fill(2, 0x2adc, 0x2add)
kinds.fill(2, 0x302a, 0x3030)
kinds.fill(2, 0x304b, 0x3100)
kinds.fill(2, 0xa66f, 0xd7fc)
kinds.fill(1, 0xd800, 0xe000)
kinds.fill(2, 0xf900, 0xfb50)
kinds.fill(2, 0xfe20, 0xfe30)
for (const code of [0x340, 0x37e, 0x387, 0x2126, 0x212a, 0x212b, 0x2329, 0x232a]) kinds[code] = 2
for (const [from, to] of invisible) kinds.fill(1, from, to + 1)
for (const code of [...wideBlanks, 0x200a, 0x202f, 0x205f, 0x3000]) kinds[code] = 1
kinds[0x20] = 3
kinds[0x0a] = 3

/** How Excel's XML writes control characters inside a cell. */
const oneEscape = /^_x00(?:[01][0-9A-Fa-f]|7[Ff])_/
const escapes = /_x00(?:[01][0-9A-Fa-f]|7[Ff])_/g

/** True when `tidyText` would return the text unchanged; no allocation for ordinary text. */
export function isClean(text: string): boolean {
  const length = text.length
  if (length === 0) return true
  if (kinds[text.charCodeAt(0)] === 3 || kinds[text.charCodeAt(length - 1)] === 3) return false
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if (code === 95 && isExcelEscape(text, i)) return false
    const kind = kinds[code]!
    if (kind !== 0 && kind !== 3) return rewrite(text) === text
  }
  return true
}

/**
 * The text without what cells carry by accident: NUL and control characters, `_x000D_`, zero-width and direction
 * marks, byte-order marks, blanks at either end; wide blanks and tabs become spaces, half surrogates U+FFFD; NFC.
 * Line ends inside stay, as `\n`. Running it twice changes nothing more.
 */
export function tidyText(text: string): string {
  return isClean(text) ? text : rewrite(text)
}

function rewrite(text: string): string {
  let tidy = text
  // Taking one mark out can bring the halves of another together (`_x00_x000D_0D_`); the rounds are bounded.
  for (let round = 0; round < 4; round++) {
    const next = rewriteOnce(tidy)
    if (next === tidy) return tidy
    tidy = next
  }
  return tidy.includes('_x') ? rewriteOnce(tidy.replaceAll('_x', '')) : tidy
}

function rewriteOnce(text: string): string {
  return text
    .replace(escapes, (mark) => (mark.toUpperCase() === '_X000A_' ? '\n' : ''))
    .replace(/\r\n?(?=\n)|[\u2028\u2029]/g, (mark) => (mark.startsWith('\r') ? '' : '\n'))
    .replace(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(
      /[\0-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]/g,
      '',
    )
    .replace(/[\u{e0000}-\u{e0fff}]/gu, '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/^[ \n]+/, '')
    .trimEnd()
}

function isExcelEscape(text: string, at: number): boolean {
  return (
    text.charCodeAt(at + 1) === 120 &&
    text.charCodeAt(at + 6) === 95 &&
    oneEscape.test(text.slice(at, at + 7))
  )
}
