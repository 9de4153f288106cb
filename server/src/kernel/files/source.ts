import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fleetingFile } from '../sealed-file.ts'
import { FileProblem, type Place } from './schema.ts'
import type { StoredFile } from './stored-file.ts'

const sampleBytes = 1024 * 1024
const chunkBytes = 256 * 1024

/** Bytes to be read once, with their beginning known. `stored` is set when they can also be read at any place. */
export type Source = {
  /** The first 1 MiB. */
  sample: Buffer
  /** True when `sample` is everything. */
  isWhole: boolean
  stored: StoredFile | string | null
  /** Everything from the first byte, in chunks of about 256 KiB. */
  chunks: () => AsyncGenerator<Buffer>
  close: () => Promise<void>
}

/** Opens a stored file or a stream; I/O errors of the disk or the sender pass through. */
export async function openSource(
  input: string | StoredFile | Readable | AsyncIterable<Buffer>,
): Promise<Source> {
  const stored = typeof input === 'string' || 'readAt' in input ? input : null
  const stream =
    typeof input === 'string'
      ? createReadStream(input, { highWaterMark: chunkBytes })
      : 'readAt' in input
        ? input.stream()
        : input
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
    stored,
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

/** Where the bytes can be read at any place: the stored file itself, or a copy that only this process can read, until `drop`. */
export async function spool(
  source: Source,
  place: Place,
): Promise<{ stored: StoredFile | string; drop: () => Promise<void> }> {
  if (source.stored !== null) return { stored: source.stored, drop: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'spool-'))
  const drop = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'file')
  try {
    const file = await open(path, 'wx', 0o600)
    const copy = fleetingFile(file, path)
    try {
      for await (const chunk of capped(source.chunks(), place)) await copy.write(chunk)
      await copy.finish()
    } finally {
      await file.close()
    }
    const stored = await copy.open()
    return { stored, drop: () => stored.close().then(drop) }
  } catch (cause) {
    await drop()
    throw cause
  }
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
