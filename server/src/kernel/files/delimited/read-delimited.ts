import { decodePieces, sampleText, unitEnds } from '../decode.ts'
import { drain } from '../drain.ts'
import type { Encoding, FileHint, Place, Row, TableEvent } from '../schema.ts'
import type { Source } from '../source.ts'
import { TableShaper } from '../table-shaper.ts'
import { detectDialect } from './dialect.ts'
import { Scanner } from './scanner.ts'

/** Reads CSV and its relatives: comma, tab, semicolon or bar; CRLF, LF or CR. One table. */
export async function* readDelimited(
  source: Source,
  encoding: Encoding,
  hint: FileHint,
  place: Place,
): AsyncGenerator<TableEvent> {
  const preferred =
    /\.(tsv|tab)(\.gz)?$/i.test(hint.filename ?? '') || /tab-separated/i.test(hint.contentType ?? '')
  const text = sampleText(source.sample, encoding)
  const dialect = detectDialect(text, place.limits, place.isHeader, preferred ? '\t' : null)
  const { delimiter } = dialect
  const base = { name: place.name, format: delimiter === '\t' ? 'tsv' : 'csv', encoding, delimiter } as const
  const shaper = new TableShaper(base, place, false)
  const scanner = new Scanner(dialect, place.limits, (cells, number, offset, chars, problem) => {
    const row: Row = { number, cells, offset }
    if (problem) row.problem = problem
    shaper.push(row, chars)
  })
  const end = dialect.newline === '\n' ? unitEnds.line : unitEnds.oldMacLine
  async function* steps() {
    for await (const piece of decodePieces(source.chunks(), encoding, end, place)) {
      scanner.push(piece)
      yield
    }
    scanner.end()
  }
  yield* drain(shaper, steps())
}
