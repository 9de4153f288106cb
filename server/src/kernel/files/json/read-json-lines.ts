import { decodePieces, type Piece, unitEnds } from '../decode.ts'
import { drain } from '../drain.ts'
import { KeyShaper } from '../key-shaper.ts'
import type { Encoding, Place, TableEvent } from '../schema.ts'
import type { Source } from '../source.ts'
import { objectRow } from './json-object.ts'

/** Reads JSON Lines: one object a line; a line that is none is a row with a problem. Rows are numbered by line. */
export async function* readJsonLines(
  source: Source,
  encoding: Encoding,
  place: Place,
): AsyncGenerator<TableEvent> {
  const shaper = new KeyShaper({ name: place.name, format: 'jsonl', encoding }, place)
  let number = 0
  async function* steps() {
    for await (const piece of decodePieces(source.chunks(), encoding, unitEnds.line, place)) {
      for (const line of linesOf(piece)) {
        number++
        const json = line.text.trim()
        if (json === '') continue
        const row = objectRow(json)
        if (piece.isBad) row.isBad = true
        shaper.push(row, number, line.offset, json.length)
      }
      yield
    }
  }
  yield* drain(shaper, steps())
}

/** The lines of a piece with the byte where each begins. */
function* linesOf(piece: Piece): Generator<{ text: string; offset: number }> {
  let byte = 0
  for (let at = 0; at < piece.text.length; ) {
    const found = piece.text.indexOf('\n', at)
    const end = found < 0 ? piece.text.length : found
    yield { text: piece.text.slice(at, end), offset: piece.offset + (piece.bytes ? byte : at * 2) }
    if (piece.bytes) byte = piece.bytes.indexOf(10, byte) + 1
    at = end + 1
  }
}
