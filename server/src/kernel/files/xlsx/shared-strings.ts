import { FileProblem, type Place } from '../schema.ts'
import type { Container } from '../zip/container.ts'
import { parsePart, unescapeText } from './parts.ts'

const pageBytes = 1024 * 1024
const cacheSize = 8192

/** The texts of a workbook, kept as UTF-8 bytes outside of the JavaScript heap: 12 bytes beside each text. */
export class SharedStrings {
  #pages: Buffer[] = []
  #page = Buffer.alloc(0)
  #used = 0
  #index = new Uint32Array(3 * 1024)
  #count = 0
  #bytes = 0
  #cache: ({ at: number; text: string } | undefined)[] = new Array(cacheSize)

  /** Adds the next text; returns how many bytes are kept by now. */
  add(text: string): number {
    const size = Buffer.byteLength(text)
    if (this.#used + size > this.#page.length) {
      this.#page = Buffer.allocUnsafeSlow(Math.max(pageBytes, size))
      this.#pages.push(this.#page)
      this.#used = 0
    }
    if (this.#count * 3 >= this.#index.length) {
      const wider = new Uint32Array(this.#index.length * 2)
      wider.set(this.#index)
      this.#index = wider
    }
    this.#index.set([this.#pages.length - 1, this.#used, size], this.#count * 3)
    this.#page.write(text, this.#used, 'utf8')
    this.#used += size
    this.#count++
    this.#bytes += size + 12
    return this.#bytes
  }

  /** The text with this number; undefined when the workbook has none. */
  get(at: number): string | undefined {
    if (!(at >= 0 && at < this.#count)) return undefined
    const kept = this.#cache[at % cacheSize]
    if (kept?.at === at) return kept.text
    const [page = 0, start = 0, size = 0] = this.#index.subarray(at * 3, at * 3 + 3)
    const text = this.#pages[page]!.toString('utf8', start, start + size)
    this.#cache[at % cacheSize] = { at, text }
    return text
  }
}

/**
 * Reads the shared strings of a workbook; phonetic hints (`rPh`) are no text. Of a text too long for a cell one
 * character more than allowed is kept: a thousand cells may name the same text. Throws `strings-too-large`.
 */
export async function readSharedStrings(
  container: Container,
  name: string | null,
  place: Place,
): Promise<SharedStrings> {
  const strings = new SharedStrings()
  if (name === null || !container.find(name)) return strings
  const { sharedStringBytesMax, cellCharsMax } = place.limits
  let text = ''
  let isText = false
  let isHint = false
  const parts = parsePart(container, name, place, {
    open: (element) => {
      if (element === 'si') text = ''
      else if (element === 'rPh') isHint = true
      else isText = element === 't' && !isHint
    },
    text: (more) => {
      if (isText) text += more
    },
    close: (element) => {
      isText = false
      if (element === 'rPh') isHint = false
      if (
        element === 'si' &&
        strings.add(
          unescapeText(text)
            .slice(0, cellCharsMax + 1)
            .toWellFormed(),
        ) > sharedStringBytesMax
      ) {
        throw new FileProblem('strings-too-large', { file: place.name, limit: sharedStringBytesMax })
      }
    },
  })
  for await (const _ of parts);
  return strings
}
