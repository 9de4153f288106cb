/** Codes by UTF-16 unit: 0 unknown, below 0x10000 two bytes, otherwise a linear four-byte number + 0x10000. */
let table: Uint32Array | null = null

/** Bytes of a text in GB18030; lone surrogates become a question mark. */
export function gb18030Encode(text: string): Uint8Array {
  table ??= reverseTable()
  const codes = table
  const bytes = new Uint8Array(text.length * 4)
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) {
      bytes[at++] = unit
      continue
    }
    const code = codes[unit] as number
    if (code > 0 && code < 0x10000) {
      bytes[at++] = code >> 8
      bytes[at++] = code & 0xff
    } else if (code > 0) at = putFour(bytes, at, code - 0x10000)
    else {
      const point = text.codePointAt(i) as number
      if (point > 0xffff) {
        at = putFour(bytes, at, 189_000 + point - 0x10000)
        i++
      } else bytes[at++] = 0x3f
    }
  }
  return bytes.subarray(0, at)
}

function putFour(bytes: Uint8Array, at: number, linear: number): number {
  bytes[at] = 0x81 + Math.floor(linear / 12_600)
  bytes[at + 1] = 0x30 + (Math.floor(linear / 1260) % 10)
  bytes[at + 2] = 0x81 + (Math.floor(linear / 10) % 126)
  bytes[at + 3] = 0x30 + (linear % 10)
  return at + 4
}

/** The platform only decodes: every code is decoded once and the answer is turned round. */
function reverseTable(): Uint32Array {
  const decoder = new TextDecoder('gb18030')
  const codes = new Uint32Array(65536)
  const pair = new Uint8Array(2)
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      pair[0] = lead
      pair[1] = trail
      const text = decoder.decode(pair)
      if (text.length === 1 && text !== '\ufffd' && !codes[text.charCodeAt(0)])
        codes[text.charCodeAt(0)] = (lead << 8) | trail
    }
  const four = new Uint8Array(4)
  for (let linear = 0; linear < 39_420; linear++) {
    putFour(four, 0, linear)
    const text = decoder.decode(four)
    if (text.length === 1 && text !== '\ufffd' && !codes[text.charCodeAt(0)])
      codes[text.charCodeAt(0)] = linear + 0x10000
  }
  return codes
}
