/** Windows-1252 for bytes 80 to 9F; the five undefined ones read as the control character of the same number. */
const western = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** The bytes a text had in Windows-1252, or null when it holds a character that encoding lacks. */
export function bytesOfCp1252(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    const special = c < 0x100 && (c < 0x80 || c > 0x9f) ? -1 : western.indexOf(text[i]!)
    if (special < 0 && c >= 0x100) return null
    bytes[i] = special < 0 ? c : 0x80 + special
  }
  return bytes
}

let gbk: Map<number, number> | null = null

/** The bytes a text had in GBK, or null when it holds a character that encoding lacks. */
export function bytesOfGbk(text: string): Uint8Array | null {
  gbk ??= gbkTable()
  const bytes: number[] = []
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    const pair = c < 0x80 ? -1 : gbk.get(c)
    if (pair === undefined) return null
    if (pair < 0) bytes.push(c)
    else bytes.push(pair >> 8, pair & 255)
  }
  return Uint8Array.from(bytes)
}

function gbkTable(): Map<number, number> {
  const decoder = new TextDecoder('gbk')
  const table = new Map<number, number>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(new Uint8Array([lead, trail]))
      if (text.length === 1 && text !== '\ufffd' && !table.has(text.charCodeAt(0)))
        table.set(text.charCodeAt(0), lead * 256 + trail)
    }
  return table
}
