/** Code units without a two-byte code are looked up in four-byte codes, which begin here for the basic plane. */
type Table = { two: Uint16Array; four: Uint32Array }

let table: Table | undefined

/** Text in GB18030; a lone surrogate becomes U+FFFD. The table is turned round from the platform's own decoder. */
export function encodeGb18030(text: string): Buffer {
  table ??= buildTable()
  const { two, four } = table
  const bytes = Buffer.allocUnsafe(text.length * 4)
  let size = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) {
      bytes[size++] = unit
      continue
    }
    const pair = two[unit]!
    if (pair !== 0) {
      bytes[size++] = pair >> 8
      bytes[size++] = pair & 0xff
      continue
    }
    const point = text.codePointAt(i)!
    if (point > 0xffff) i++
    const linear = point > 0xffff ? 189_000 + point - 0x10000 : four[isLone(unit) ? 0xfffd : unit]!
    size = writeFour(bytes, size, linear)
  }
  return bytes.subarray(0, size)
}

const isLone = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff

function writeFour(bytes: Uint8Array, at: number, linear: number): number {
  bytes[at] = 0x81 + Math.floor(linear / 12_600)
  bytes[at + 1] = 0x30 + (Math.floor(linear / 1260) % 10)
  bytes[at + 2] = 0x81 + (Math.floor(linear / 10) % 126)
  bytes[at + 3] = 0x30 + (linear % 10)
  return at + 4
}

function buildTable(): Table {
  const two = new Uint16Array(0x10000)
  const four = new Uint32Array(0x10000)
  const pairs: [code: number, bytes: number[]][] = []
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++)
      if (trail !== 0x7f) pairs.push([(lead << 8) | trail, [lead, trail]])
  }
  record(two, pairs)
  const quads: [code: number, bytes: number[]][] = []
  for (let linear = 0; linear < 39_420; linear++) {
    const bytes = [0, 0, 0, 0]
    writeFour(bytes as unknown as Uint8Array, 0, linear)
    quads.push([linear, bytes])
  }
  record(four, quads)
  return { two, four }
}

/** Decodes all codes in one go, a line each, and notes which character each one is. */
function record(into: Uint16Array | Uint32Array, codes: [code: number, bytes: number[]][]): void {
  const lines = new TextDecoder('gb18030')
    .decode(Uint8Array.from(codes.flatMap(([, bytes]) => [...bytes, 10])))
    .split('\n')
  codes.forEach(([code, bytes], index) => {
    const line = lines[index]!
    const isReplacement = line === '\ufffd' && bytes.join() !== '132,49,164,55'
    if (line.length === 1 && !isReplacement) into[line.charCodeAt(0)] ||= code
  })
}
