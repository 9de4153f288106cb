import { decodePieces, sampleText, unitEnds } from '../decode.ts'
import { type Collector, drain } from '../drain.ts'
import { KeyShaper } from '../key-shaper.ts'
import { type Encoding, FileProblem, type Place, type TableEvent } from '../schema.ts'
import type { Source } from '../source.ts'
import { objectRow } from './json-object.ts'
import { JsonSplitter } from './splitter.ts'

/**
 * Reads a JSON document: a list of objects, objects that hold such lists (each is a table, named by its key), or
 * a single object, which is one row. Rows are numbered by their place in the list.
 */
export async function* readJson(
  source: Source,
  encoding: Encoding,
  place: Place,
): AsyncGenerator<TableEvent> {
  const lists = new Lists(encoding, place)
  const splitter = new JsonSplitter(place, lists)
  async function* steps() {
    for await (const piece of decodePieces(source.chunks(), encoding, unitEnds.member, place)) {
      lists.isBad = piece.isBad
      splitter.push(piece.text)
      yield
    }
    splitter.end()
    if (lists.count > 0) return
    if (!source.isWhole)
      throw new FileProblem('bad-json', { file: place.name, found: '{', expected: '[{…}]' })
    lists.list('')
    lists.element(sampleText(source.sample, encoding).trim())
  }
  yield* drain(lists, steps())
}

/** One table for each list of the document. */
class Lists implements Collector {
  isBad = false
  count = 0
  #encoding: Encoding
  #place: Place
  #shaper: KeyShaper | null = null
  #number = 0
  #events: TableEvent[] = []

  constructor(encoding: Encoding, place: Place) {
    this.#encoding = encoding
    this.#place = place
  }

  list(key: string): void {
    this.end()
    this.count++
    this.#number = 0
    const name = [this.#place.name, key].filter((part) => part !== '').join('/')
    this.#shaper = new KeyShaper({ name, format: 'json', encoding: this.#encoding }, this.#place)
  }

  element(json: string): void {
    const row = objectRow(json)
    if (this.isBad) row.isBad = true
    this.#shaper!.push(row, ++this.#number, -1, json.length)
  }

  end(): void {
    if (!this.#shaper) return
    const shaper = this.#shaper
    this.#shaper = null
    try {
      shaper.end()
    } finally {
      this.#events.push(...shaper.take())
    }
  }

  take(): TableEvent[] {
    const events = this.#shaper ? [...this.#events, ...this.#shaper.take()] : this.#events
    this.#events = []
    return events
  }
}
