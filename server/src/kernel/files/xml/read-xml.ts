import { decodePieces, sampleText, unitEnds } from '../decode.ts'
import { drain } from '../drain.ts'
import type { Encoding, Place, TableEvent } from '../schema.ts'
import type { Source } from '../source.ts'
import { GuardedParser } from './guarded-parser.ts'
import { RecordCollector } from './record-collector.ts'
import { recordDepth } from './record-path.ts'

/**
 * Reads XML in the exchange form: root > repeated record element > field elements, with an optional metadata block.
 * Namespaces are ignored, attributes are fields too, records of another name start another table. Rows are numbered
 * by their place among the records of their table.
 */
export async function* readXml(source: Source, encoding: Encoding, place: Place): AsyncGenerator<TableEvent> {
  const depth = recordDepth(sampleText(source.sample, encoding), place) ?? 2
  const collector = new RecordCollector(depth, encoding, place)
  const parser = new GuardedParser(place, collector)
  async function* steps() {
    for await (const piece of decodePieces(source.chunks(), encoding, unitEnds.tag, place)) {
      collector.isBad = piece.isBad
      parser.write(piece.text)
      yield
    }
    parser.end()
  }
  yield* drain(collector, steps())
}
