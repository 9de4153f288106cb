import type { Encoding } from '../schema.ts'
import { encodeGb18030 } from './gb18030.ts'

const blockChars = 64 * 1024

/** Bytes of the texts in the encoding, in blocks; marks the beginning where the encoding asks for it. */
export async function* encodeTexts(texts: AsyncIterable<string>, encoding: Encoding): AsyncGenerator<Buffer> {
  const encode = encoders[encoding]
  let held = encoding === 'utf-8' || encoding === 'gb18030' ? '' : '\ufeff'
  for await (const text of texts) {
    held += text
    if (held.length < blockChars) continue
    yield encode(held)
    held = ''
  }
  if (held !== '') yield encode(held)
}

const encoders: Record<Encoding, (text: string) => Buffer> = {
  'utf-8': (text) => Buffer.from(text, 'utf8'),
  'utf-8-bom': (text) => Buffer.from(text, 'utf8'),
  gb18030: encodeGb18030,
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
}
