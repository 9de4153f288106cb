import { excerpt, scrub } from '../cells.ts'
import type { Piece } from '../decode.ts'
import { unguard } from '../formula-guard.ts'
import type { ReadLimits, RowProblem } from '../schema.ts'

export type Dialect = { delimiter: string; newline: '\n' | '\r' }

/** Called for every row, blank ones too; `chars` is the length of its text. */
export type OnRow = (
  cells: string[],
  line: number,
  offset: number,
  chars: number,
  problem?: RowProblem,
) => void

const quote = 34
const needsMore = -1

/**
 * Splits text into rows and cells (RFC 4180). A quote without a partner costs its own line only: the partner must
 * stand on the same line or within two cells' length, and be followed by a delimiter or a line end.
 */
export class Scanner {
  #delimiter: string
  #newline: string
  #newlineByte: number
  #limits: ReadLimits
  #onRow: OnRow
  #buf = ''
  #bytes: Buffer | null = null
  #base = 0
  #byteAt = 0
  #line = 1
  #isBad = false
  #isFinal = false
  #delimiterAt = -1
  #cells: string[] = []
  #problem: RowProblem | undefined

  constructor(dialect: Dialect, limits: ReadLimits, onRow: OnRow) {
    this.#delimiter = dialect.delimiter
    this.#newline = dialect.newline
    this.#newlineByte = dialect.newline.charCodeAt(0)
    this.#limits = limits
    this.#onRow = onRow
  }

  /** Takes the next piece of the file; rows that end in it are given at once. */
  push(piece: Piece): void {
    if (this.#buf === '') {
      this.#buf = piece.text
      this.#bytes = piece.bytes
      this.#base = piece.offset
      this.#isBad = piece.isBad
    } else {
      this.#buf += piece.text
      if (this.#bytes && piece.bytes) this.#bytes = Buffer.concat([this.#bytes, piece.bytes])
      this.#isBad ||= piece.isBad
    }
    this.#scan()
  }

  /** Gives the last row, when the file does not end in a line end. */
  end(): void {
    this.#isFinal = true
    if (this.#buf !== '') this.#scan()
  }

  #scan(): void {
    const buf = this.#buf
    const isSuspect = this.#isBad || buf.includes('\0') || buf.includes('\ufffd') || !buf.isWellFormed()
    const isGuarded = buf.includes("'")
    let pos = 0
    let quoteAt = -1
    this.#byteAt = 0
    this.#delimiterAt = -1
    while (pos < buf.length) {
      let lineEnd = buf.indexOf(this.#newline, pos)
      if (lineEnd < 0) {
        if (!this.#isFinal) break
        lineEnd = buf.length
      }
      if (quoteAt < pos) quoteAt = indexOrEnd(buf.indexOf('"', pos))
      this.#problem = undefined
      const next = quoteAt >= lineEnd ? this.#plain(pos, lineEnd) : this.#quoted(pos, lineEnd)
      if (next === needsMore) break
      const chars = next - pos
      if (isGuarded) for (let i = 0; i < this.#cells.length; i++) this.#cells[i] = unguard(this.#cells[i]!)
      if (isSuspect || chars > this.#limits.cellCharsMax) {
        const found = scrub(this.#cells, this.#limits.cellCharsMax, this.#isBad)
        this.#problem ??= found
      }
      this.#onRow(this.#cells, this.#line, this.#offsetOf(pos), chars, this.#problem)
      this.#passLines(lineEnd, next)
      pos = next
    }
    this.#keep(pos)
  }

  /** Row without quotes: every delimiter counts. */
  #plain(pos: number, lineEnd: number): number {
    const buf = this.#buf
    const end = this.#textEnd(pos, lineEnd)
    const cells: string[] = []
    let at = pos
    for (;;) {
      const next = this.#nextDelimiter(at)
      if (next >= end) break
      cells.push(buf.slice(at, next))
      at = next + 1
      if (cells.length > this.#limits.columnsMax) break
    }
    cells.push(buf.slice(at, end))
    this.#finish(cells)
    return lineEnd + 1
  }

  #quoted(pos: number, firstEnd: number): number {
    const buf = this.#buf
    const cells: string[] = []
    let lineEnd = firstEnd
    for (let at = pos; ; ) {
      if (buf.charCodeAt(at) === quote) {
        const close = this.#closing(at, Math.max(lineEnd, at + 2 * this.#limits.cellCharsMax))
        if (close === needsMore) return needsMore
        const stop = close < 0 ? -1 : this.#afterQuote(close)
        if (stop < 0) return this.#recover(pos, at, firstEnd)
        this.#add(cells, unquote(buf.slice(at + 1, close)))
        if (stop > 0) return this.#finish(cells, stop)
        at = close + 2
      } else {
        if (lineEnd < at) {
          lineEnd = buf.indexOf(this.#newline, at)
          if (lineEnd < 0 && !this.#isFinal) return needsMore
          if (lineEnd < 0) lineEnd = buf.length
        }
        const next = this.#nextDelimiter(at)
        if (next >= lineEnd) {
          this.#add(cells, buf.slice(at, this.#textEnd(at, lineEnd)))
          return this.#finish(cells, lineEnd + 1)
        }
        this.#add(cells, buf.slice(at, next))
        at = next + 1
      }
    }
  }

  /** Index of the closing quote of the cell that opens at `at`; -2 when there is none up to `bound`. */
  #closing(at: number, bound: number): number {
    const buf = this.#buf
    for (let from = at + 1; ; ) {
      const found = buf.indexOf('"', from)
      if (found < 0 || found > bound)
        return found < 0 && !this.#isFinal && buf.length <= bound ? needsMore : -2
      if (buf.charCodeAt(found + 1) !== quote)
        return found + 1 < buf.length || this.#isFinal ? found : needsMore
      from = found + 2
    }
  }

  /** After a closing quote: 0 when another cell follows, the next row's index at a line end, -1 otherwise. */
  #afterQuote(close: number): number {
    const buf = this.#buf
    const at = close + 1
    if (at >= buf.length) return at
    const next = buf[at]
    if (next === this.#delimiter) return 0
    if (next === this.#newline) return at + 1
    if (next === '\r' && (at + 1 >= buf.length || buf[at + 1] === this.#newline)) return at + 2
    return -1
  }

  /** Reads one physical line with its odd quote as a character. */
  #recover(pos: number, at: number, lineEnd: number): number {
    const line = this.#buf.slice(pos, this.#textEnd(pos, lineEnd))
    const cells: string[] = []
    for (let from = 0; from <= line.length; ) {
      const wellQuoted = line.charCodeAt(from) === quote ? wellQuotedEnd(line, from, this.#delimiter) : -1
      const found = wellQuoted >= 0 ? wellQuoted : line.indexOf(this.#delimiter, from)
      const end = found < 0 ? line.length : found
      this.#add(cells, wellQuoted >= 0 ? unquote(line.slice(from + 1, end - 1)) : line.slice(from, end))
      from = end + 1
    }
    const next = this.#finish(cells, lineEnd + 1)
    this.#problem = { code: 'bad-quote', found: excerpt(line.slice(at - pos, at - pos + 80)), expected: '"' }
    return next
  }

  #add(cells: string[], cell: string): void {
    if (cells.length <= this.#limits.columnsMax) cells.push(cell)
  }

  #finish(cells: string[], next = 0): number {
    const { columnsMax } = this.#limits
    if (cells.length > columnsMax) {
      cells.length = columnsMax + 1
      this.#problem = { code: 'cell-count', found: `> ${columnsMax}`, expected: `≤ ${columnsMax}` }
    }
    this.#cells = cells
    return next
  }

  /** The pointer only moves forward, so that rows without delimiters do not search the buffer again and again. */
  #nextDelimiter(at: number): number {
    if (this.#delimiterAt < at) this.#delimiterAt = indexOrEnd(this.#buf.indexOf(this.#delimiter, at))
    return this.#delimiterAt
  }

  #textEnd(pos: number, lineEnd: number): number {
    return lineEnd > pos && this.#newline === '\n' && this.#buf.charCodeAt(lineEnd - 1) === 13
      ? lineEnd - 1
      : lineEnd
  }

  #offsetOf(pos: number): number {
    if (!this.#bytes) return this.#base + pos * 2
    return this.#byteAt < 0 ? -1 : this.#base + this.#byteAt
  }

  /** Counts the line ends of a row, in the text and, to know the next row's offset, in the bytes. */
  #passLines(firstEnd: number, next: number): void {
    for (let at = firstEnd; at >= 0 && at < next; at = this.#buf.indexOf(this.#newline, at + 1)) {
      this.#line++
      if (this.#bytes) this.#byteAt = this.#bytes.indexOf(this.#newlineByte, this.#byteAt) + 1
    }
  }

  #keep(pos: number): void {
    this.#buf = this.#buf.slice(pos)
    if (this.#bytes) {
      this.#base += this.#byteAt
      this.#bytes = this.#buf === '' ? null : this.#bytes.subarray(this.#byteAt)
    } else this.#base += pos * 2
  }
}

const indexOrEnd = (index: number): number => (index < 0 ? Number.POSITIVE_INFINITY : index)

const unquote = (text: string): string => (text.includes('"') ? text.replaceAll('""', '"') : text)

/** Where the well-formed quoted cell at `from` ends (its delimiter or the line's end); -1 when it is not one. */
function wellQuotedEnd(line: string, from: number, delimiter: string): number {
  for (let at = from + 1; ; ) {
    const found = line.indexOf('"', at)
    if (found < 0) return -1
    if (line.charCodeAt(found + 1) !== quote) {
      return found + 1 === line.length || line[found + 1] === delimiter ? found + 1 : -1
    }
    at = found + 2
  }
}
