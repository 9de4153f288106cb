import { isAscii, isUtf8 } from 'node:buffer'
import { gb18030Text, unitEncoding } from './encoding.ts'
import { type Encoding, FileProblem, type Place } from './schema.ts'

/**
 * Text of whole units of the file. `bytes` is null for two-byte encodings. `isBad` says that some bytes fit no
 * encoding and became U+FFFD.
 */
export type Piece = { text: string; bytes: Buffer | null; offset: number; isBad: boolean }

/** What ends a unit: a byte that is never part of a longer character in UTF-8 or GB18030. */
export const unitEnds = { line: 0x0a, oldMacLine: 0x0d, tag: 0x3e, member: 0x2c } as const
export type UnitEnd = (typeof unitEnds)[keyof typeof unitEnds]

const looseGb18030 = new TextDecoder('gb18030')

/**
 * Decodes a file unit by unit (lines, tags, JSON members), so that a file that changes its encoding half way is
 * read correctly and broken bytes spoil one unit only. Throws `line-too-long` when a unit has no end in reach.
 */
export async function* decodePieces(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
  end: UnitEnd,
  place: Place,
): AsyncGenerator<Piece> {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    yield* decodeWide(chunks, encoding, end, place)
    return
  }
  const decoder = new MixedDecoder(encoding, end)
  for await (const block of unitBlocks(chunks, end, place)) yield* decoder.pieces(block.bytes, block.offset)
}

/** Cuts the stream after the last unit end of each chunk. */
async function* unitBlocks(chunks: AsyncIterable<Buffer>, end: UnitEnd, place: Place) {
  let held: Buffer[] = []
  let heldBytes = 0
  let offset = 0
  let lines = 1
  for await (const chunk of chunks) {
    const cut = chunk.lastIndexOf(end) + 1
    if (cut > 0) {
      const bytes =
        held.length > 0 ? Buffer.concat([...held, chunk.subarray(0, cut)]) : chunk.subarray(0, cut)
      yield { bytes, offset }
      offset += bytes.length
      lines += countOf(bytes, end)
      held = cut < chunk.length ? [chunk.subarray(cut)] : []
      heldBytes = chunk.length - cut
    } else {
      held.push(chunk)
      heldBytes += chunk.length
    }
    if (heldBytes > place.limits.lineBytesMax) {
      const where = end === unitEnds.line || end === unitEnds.oldMacLine ? { line: lines } : {}
      throw new FileProblem('line-too-long', {
        file: place.name,
        ...where,
        byte: offset,
        limit: place.limits.lineBytesMax,
      })
    }
  }
  if (heldBytes > 0) yield { bytes: Buffer.concat(held), offset }
}

function countOf(bytes: Buffer, byte: number): number {
  let count = 0
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) count++
  return count
}

class MixedDecoder {
  #main: Encoding
  #mode: Encoding
  #end: UnitEnd
  constructor(main: Encoding, end: UnitEnd) {
    this.#main = main
    this.#mode = main
    this.#end = end
  }

  *pieces(block: Buffer, blockOffset: number): Generator<Piece> {
    const mark = blockOffset === 0 && block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf ? 3 : 0
    const bytes = mark ? block.subarray(mark) : block
    const offset = blockOffset + mark
    if (bytes.length === 0) return
    if (this.#mode !== 'gb18030' && isUtf8(bytes)) {
      yield { text: bytes.toString('utf8'), bytes, offset, isBad: false }
      return
    }
    const text = this.#mode === 'gb18030' && !this.#hasUtf8Unit(bytes) ? gb18030Text(bytes) : null
    if (text !== null) yield { text, bytes, offset, isBad: false }
    else yield* this.#unitByUnit(bytes, offset)
  }

  #hasUtf8Unit(bytes: Buffer): boolean {
    for (let at = 0; at < bytes.length; ) {
      const found = bytes.indexOf(this.#end, at)
      const next = found < 0 ? bytes.length : found + 1
      const unit = bytes.subarray(at, next)
      if (isUtf8(unit) && !isAscii(unit)) return true
      at = next
    }
    return false
  }

  /** Joins neighbours of one encoding into one piece; a unit in no encoding is a piece of its own. */
  *#unitByUnit(bytes: Buffer, offset: number): Generator<Piece> {
    let start = 0
    for (let at = 0; at < bytes.length; ) {
      const found = bytes.indexOf(this.#end, at)
      const next = found < 0 ? bytes.length : found + 1
      const unit = bytes.subarray(at, next)
      at = next
      if (isAscii(unit)) continue
      const encoding = unitEncoding(unit, this.#main, this.#mode)
      if (encoding === null || (encoding === 'gb18030') !== (this.#mode === 'gb18030')) {
        const from = next - unit.length
        if (from > start) yield this.#piece(bytes.subarray(start, from), offset + start)
        start = from
      }
      if (encoding === null) {
        yield this.#brokenPiece(unit, offset + start)
        start = next
      } else this.#mode = encoding
    }
    if (start < bytes.length) yield this.#piece(bytes.subarray(start), offset + start)
  }

  #piece(bytes: Buffer, offset: number): Piece {
    const text = this.#mode === 'gb18030' ? gb18030Text(bytes) : bytes.toString('utf8')
    return text === null ? this.#brokenPiece(bytes, offset) : { text, bytes, offset, isBad: false }
  }

  /** The unit's end is decoded apart: a broken lead byte before it must not swallow it. */
  #brokenPiece(bytes: Buffer, offset: number): Piece {
    const hasEnd = bytes[bytes.length - 1] === this.#end
    const body = hasEnd ? bytes.subarray(0, -1) : bytes
    const text = this.#main === 'gb18030' ? looseGb18030.decode(body) : body.toString('utf8')
    return { text: hasEnd ? text + String.fromCharCode(this.#end) : text, bytes, offset, isBad: true }
  }
}

async function* decodeWide(
  chunks: AsyncIterable<Buffer>,
  encoding: 'utf-16le' | 'utf-16be',
  end: UnitEnd,
  place: Place,
): AsyncGenerator<Piece> {
  const decoder = new TextDecoder(encoding)
  const stop = String.fromCharCode(end)
  let held: string[] = []
  let heldChars = 0
  // TextDecoder drops the mark by itself; it still takes two bytes of the file.
  let offset = -1
  for await (const chunk of chunks) {
    if (offset < 0) offset = chunk[0] === (encoding === 'utf-16le' ? 0xff : 0xfe) ? 2 : 0
    const text = decoder.decode(chunk, { stream: true })
    const cut = text.lastIndexOf(stop) + 1
    if (cut > 0) {
      const piece = held.join('') + text.slice(0, cut)
      yield { text: piece, bytes: null, offset, isBad: piece.includes('\ufffd') }
      offset += piece.length * 2
      held = [text.slice(cut)]
      heldChars = text.length - cut
    } else {
      held.push(text)
      heldChars += text.length
    }
    if (heldChars * 2 > place.limits.lineBytesMax) {
      throw new FileProblem('line-too-long', {
        file: place.name,
        byte: offset,
        limit: place.limits.lineBytesMax,
      })
    }
  }
  const rest = held.join('') + decoder.decode()
  if (rest !== '')
    yield { text: rest, bytes: null, offset: Math.max(offset, 0), isBad: rest.includes('\ufffd') }
}

/** The beginning of a file as text, for looking at only; broken bytes become U+FFFD. */
export function sampleText(sample: Buffer, encoding: Encoding): string {
  if (encoding === 'utf-8' || encoding === 'utf-8-bom') return new TextDecoder('utf-8').decode(sample)
  return new TextDecoder(encoding).decode(sample)
}
