import { isUtf8 } from 'node:buffer'
import type { Encoding } from './schema.ts'

const strictGb18030 = new TextDecoder('gb18030', { fatal: true })

/** Bytes above 0x7F: how many, in how many runs, and how many three-byte characters of UTF-8 they form. */
export type Survey = { high: number; threes: number; runs: number }

/** Counts UTF-8 sequences in bytes of any encoding. */
export function survey(bytes: Uint8Array): Survey {
  const seen = { high: 0, threes: 0, runs: 0 }
  let wasHigh = false
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i]!
    if (byte < 0x80) {
      wasHigh = false
      i++
      continue
    }
    if (!wasHigh) seen.runs++
    wasHigh = true
    const length = sequenceLength(bytes, i)
    if (length === 3) seen.threes++
    seen.high += length
    i += length
  }
  return seen
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 1
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 1
  return length
}

/** Text of strictly valid GB18030, or null. */
export function gb18030Text(bytes: Uint8Array): string | null {
  try {
    return strictGb18030.decode(bytes)
  } catch {
    return null
  }
}

/**
 * What one unit (a line, a tag) is written in, given the file's main encoding and that of the unit before it.
 * A unit valid in both stays with its neighbours unless three Chinese characters speak for UTF-8.
 */
export function unitEncoding(
  bytes: Uint8Array,
  main: Encoding,
  before: Encoding,
): 'utf-8' | 'gb18030' | null {
  if (isUtf8(bytes)) {
    if (before !== 'gb18030') return 'utf-8'
    const { high, threes } = survey(bytes)
    if (high === 0 || (threes >= (main === 'gb18030' ? 3 : 1) && threes * 3 === high)) return 'utf-8'
    return gb18030Text(bytes) === null ? 'utf-8' : 'gb18030'
  }
  const { high, threes } = survey(bytes)
  // Broken UTF-8 still consists mostly of three-byte characters; GBK forms them only by accident.
  return threes * 6 < high && gb18030Text(bytes) !== null ? 'gb18030' : null
}

/** The main encoding of a file from its beginning; `isWhole` says the sample is the entire file. */
export function detectEncoding(sample: Buffer, isWhole: boolean): Encoding {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return 'utf-8-bom'
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  const wide = wideEncoding(sample)
  if (wide) return wide
  const whole = isWhole ? sample : sample.subarray(0, cutBefore(sample))
  if (isUtf8(whole)) return onlyAccidentallyUtf8(whole) ? 'gb18030' : 'utf-8'
  return majority(whole)
}

/** End of the last complete line, or of the last complete character when there is no line end. */
function cutBefore(sample: Buffer): number {
  const line = sample.lastIndexOf(10)
  if (line > 0) return line + 1
  let end = sample.length
  while (end > 0 && sample.length - end < 4 && sample[end - 1]! >= 0x80) end--
  return end
}

/** UTF-16 without a mark: zero bytes on one side, and a separator spelled in two bytes. */
function wideEncoding(sample: Buffer): Encoding | null {
  const zeros = [0, 0]
  const separators = [0, 0]
  const end = sample.length & ~1
  for (let i = 0; i < end; i++) {
    if (sample[i] !== 0) continue
    const side = i & 1
    zeros[side]!++
    const other = sample[i ^ 1]!
    if (other === 10 || other === 13 || other === 9 || other === 44) separators[side]!++
  }
  const enough = sample.length / 40
  // 一 (U+4E00) has its zero on the other side, so a few there prove nothing.
  const speaksFor = (side: 0 | 1) =>
    zeros[side]! > enough &&
    zeros[side]! > 4 * zeros[1 - side]! &&
    separators[side]! > 0 &&
    separators[side]! > 10 * separators[1 - side]!
  if (speaksFor(1)) return 'utf-16le'
  if (speaksFor(0)) return 'utf-16be'
  return null
}

/** 联通 in GBK is valid UTF-8: only two-byte sequences, in runs of several, each a pair of GB 2312. */
function onlyAccidentallyUtf8(bytes: Buffer): boolean {
  const { high, threes, runs } = survey(bytes)
  if (high === 0 || threes > 0 || high < runs * 3) return false
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue
    if (bytes[i]! < 0xb0 || bytes[i]! > 0xf7 || (bytes[i + 1] ?? 0) < 0xa1) return false
    i++
  }
  return true
}

function majority(bytes: Buffer): Encoding {
  let utf8 = 0
  let gb = 0
  for (let at = 0; at < bytes.length; ) {
    const found = bytes.indexOf(10, at)
    const end = found < 0 ? bytes.length : found + 1
    const line = bytes.subarray(at, end)
    const seen = survey(line)
    if (seen.high > 0) {
      if (isUtf8(line)) utf8 += seen.high
      else if (unitEncoding(line, 'utf-8', 'utf-8') === 'gb18030') gb += seen.high
      else if (seen.threes * 6 >= seen.high) utf8 += seen.high / 2
    }
    at = end
  }
  return gb > utf8 ? 'gb18030' : 'utf-8'
}
