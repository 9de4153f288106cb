import { FileProblem, type Place } from '../schema.ts'
import { GuardedParser, type OnXml } from '../xml/guarded-parser.ts'
import type { Container } from '../zip/container.ts'

type Decoder = InstanceType<typeof TextDecoder>

/** Parses one part of a workbook from beginning to end; `after` is called between chunks. */
export async function* parsePart(
  container: Container,
  name: string,
  place: Place,
  on: OnXml,
): AsyncGenerator<void> {
  const entry = container.find(name)
  if (!entry) throw new FileProblem('not-xlsx', { file: place.name, found: name })
  const parser = new GuardedParser(place, on)
  let decoder: Decoder | undefined
  for await (const chunk of container.read(entry, place)) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
    parser.write(decode(decoder, place, chunk))
    yield
  }
  if (decoder) parser.write(decode(decoder, place))
  parser.end()
}

/** Parses a small part whole. */
export async function parseWhole(
  container: Container,
  name: string,
  place: Place,
  on: Partial<OnXml>,
): Promise<void> {
  const nothing = () => {}
  for await (const _ of parsePart(container, name, place, {
    open: nothing,
    close: nothing,
    text: nothing,
    ...on,
  }));
}

function decode(decoder: Decoder, place: Place, chunk?: Buffer): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch (cause) {
    throw new FileProblem('bad-xml', { file: place.name, found: decoder.encoding }, cause)
  }
}

const encodingOf = (first: Buffer): string =>
  first[0] === 0xff && first[1] === 0xfe
    ? 'utf-16le'
    : first[0] === 0xfe && first[1] === 0xff
      ? 'utf-16be'
      : 'utf-8'

/** Decodes `_x000D_` and its like, as workbooks write control characters and their own escapes. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
