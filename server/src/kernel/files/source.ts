import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FileProblem, type Place } from './schema.ts'

const sampleBytes = 1024 * 1024
const chunkBytes = 256 * 1024

/** Bytes to be read once, with their beginning known. `path` is set when they can also be read at any place. */
export type Source = {
  /** The first 1 MiB. */
  sample: Buffer
  /** True when `sample` is everything. */
  isWhole: boolean
  path: string | null
  /** Everything from the first byte, in chunks of about 256 KiB. */
  chunks: () => AsyncGenerator<Buffer>
  close: () => Promise<void>
}

/** Opens a stored file or a stream; I/O errors of the disk or the sender pass through. */
export async function openSource(input: string | Readable | AsyncIterable<Buffer>): Promise<Source> {
  const path = typeof input === 'string' ? input : null
  const stream = typeof input === 'string' ? createReadStream(input, { highWaterMark: chunkBytes }) : input
  const iterator = gather(stream)
  const held: Buffer[] = []
  let size = 0
  let isWhole = false
  while (size < sampleBytes && !isWhole) {
    const next = await iterator.next()
    if (next.done) isWhole = true
    else {
      held.push(next.value)
      size += next.value.length
    }
  }
  const all = Buffer.concat(held)
  return {
    sample: all.subarray(0, sampleBytes),
    isWhole: isWhole && size <= sampleBytes,
    path,
    chunks: async function* () {
      for (let at = 0; at < all.length; at += chunkBytes) yield all.subarray(at, at + chunkBytes)
      if (!isWhole) yield* iterator
    },
    close: async () => {
      await iterator.return(undefined)
      if (stream instanceof Readable) stream.destroy()
    },
  }
}

/** Joins small chunks and cuts large ones, so that time and memory do not depend on how the sender cuts. */
async function* gather(stream: Readable | AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer)
    if (bytes.length === 0) continue
    held.push(bytes)
    size += bytes.length
    if (size < chunkBytes / 2) continue
    const joined = held.length === 1 ? held[0]! : Buffer.concat(held)
    for (let at = 0; at < size; at += chunkBytes) yield joined.subarray(at, at + chunkBytes)
    held = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(held)
}

/** A path where the bytes can be read at any place: the stored file itself, or a temporary copy until `drop`. */
export async function spool(
  source: Source,
  place: Place,
): Promise<{ path: string; drop: () => Promise<void> }> {
  if (source.path !== null) return { path: source.path, drop: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'spool-'))
  const drop = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'file')
  try {
    await pipeline(capped(source.chunks(), place), createWriteStream(path))
  } catch (cause) {
    await drop()
    throw cause
  }
  return { path, drop }
}

async function* capped(chunks: AsyncIterable<Buffer>, place: Place): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > place.limits.expandedBytesMax) {
      throw new FileProblem('too-large', { file: place.name, limit: place.limits.expandedBytesMax })
    }
    yield chunk
  }
}
