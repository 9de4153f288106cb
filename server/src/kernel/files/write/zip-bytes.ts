import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A file to pack; its texts are drawn when its turn comes. */
export type ZipPart = { name: string; texts: AsyncIterable<string> }
type Written = { name: Buffer; offset: number; crc: number; packed: number; size: number }

const sizeMax = 0xffffffff
/** Names are UTF-8 and sizes follow the bytes. */
const flags = 0x0808
/** 1980-01-01, so that equal content gives equal bytes. */
const dosDate = 0x0021

/** Bytes of a ZIP file, written in one pass. Throws when it would pass 4 GiB, where the simple format ends. */
export async function* zipBytes(parts: AsyncIterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  for await (const part of parts) {
    const entry: Written = { name: Buffer.from(part.name), offset, crc: 0, packed: 0, size: 0 }
    yield localHeader(entry)
    yield* deflated(part.texts, entry)
    yield descriptor(entry)
    offset += 30 + entry.name.length + entry.packed + 16
    written.push(entry)
    if (entry.size > sizeMax || offset > sizeMax)
      throw new RangeError('a written ZIP file must stay below 4 GiB')
  }
  const directory = Buffer.concat(written.map(directoryEntry))
  yield directory
  yield endOfDirectory(written.length, directory.length, offset)
}

async function* deflated(texts: AsyncIterable<string>, entry: Written): AsyncGenerator<Buffer> {
  const counted = async function* () {
    let held = ''
    const flush = () => {
      const bytes = Buffer.from(held, 'utf8')
      held = ''
      entry.crc = crc32(bytes, entry.crc)
      entry.size += bytes.length
      return bytes
    }
    for await (const text of texts) {
      held += text
      if (held.length > 65_536) yield flush()
    }
    if (held !== '') yield flush()
  }
  const deflate = createDeflateRaw()
  const pumped = pipeline(Readable.from(counted()), deflate)
  // The loop below throws the same error.
  pumped.catch(() => {})
  try {
    for await (const chunk of deflate) {
      entry.packed += (chunk as Buffer).length
      yield chunk as Buffer
    }
  } finally {
    deflate.destroy()
  }
}

function localHeader(entry: Written): Buffer {
  const bytes = Buffer.alloc(30)
  bytes.writeUInt32LE(0x04034b50, 0)
  bytes.writeUInt16LE(20, 4)
  bytes.writeUInt16LE(flags, 6)
  bytes.writeUInt16LE(8, 8)
  bytes.writeUInt16LE(dosDate, 12)
  bytes.writeUInt16LE(entry.name.length, 26)
  return Buffer.concat([bytes, entry.name])
}

function descriptor(entry: Written): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x08074b50, 0)
  bytes.writeUInt32LE(entry.crc, 4)
  bytes.writeUInt32LE(entry.packed, 8)
  bytes.writeUInt32LE(Math.min(entry.size, sizeMax), 12)
  return bytes
}

function directoryEntry(entry: Written): Buffer {
  const bytes = Buffer.alloc(46)
  bytes.writeUInt32LE(0x02014b50, 0)
  bytes.writeUInt16LE(20, 4)
  bytes.writeUInt16LE(20, 6)
  bytes.writeUInt16LE(flags, 8)
  bytes.writeUInt16LE(8, 10)
  bytes.writeUInt16LE(dosDate, 14)
  bytes.writeUInt32LE(entry.crc, 16)
  bytes.writeUInt32LE(entry.packed, 20)
  bytes.writeUInt32LE(entry.size, 24)
  bytes.writeUInt16LE(entry.name.length, 28)
  bytes.writeUInt32LE(entry.offset, 42)
  return Buffer.concat([bytes, entry.name])
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  const bytes = Buffer.alloc(22)
  bytes.writeUInt32LE(0x06054b50, 0)
  bytes.writeUInt16LE(count, 8)
  bytes.writeUInt16LE(count, 10)
  bytes.writeUInt32LE(size, 12)
  bytes.writeUInt32LE(offset, 16)
  return bytes
}
