import { randomBytes } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { openSegment, sealSegment, segmentBytes } from './crypto/segments.ts'
import { type Suite, suiteOf, suites } from './crypto/suite.ts'
import type { StoredFile } from './files/stored-file.ts'

const magic = 'XQF1'
/** Magic, suite, and room for the cell that holds the file's own key. */
const headBytes = 128
const cellAt = 8

/** Seals the key of a file for its place, and opens it again. */
export type FileKeys = {
  sealKey: (key: Buffer) => Buffer
  openKey: (cell: Buffer) => Buffer
}

/** Writes a sealed file from its beginning; `finish` says under which key it was done. */
export class SealedWriter {
  readonly #file: FileHandle
  readonly #suite: Suite
  readonly #key = randomBytes(32)
  #held: Buffer[] = []
  #size = 0
  #index = 0
  #at = headBytes

  constructor(file: FileHandle, suite: Suite) {
    this.#file = file
    this.#suite = suite
  }

  /** Takes a piece, which must not be changed afterwards. */
  async write(piece: Buffer): Promise<void> {
    this.#held.push(piece)
    this.#size += piece.length
    // One byte more than a segment must be there: only then is it known not to be the last.
    if (this.#size <= segmentBytes) return
    const all = this.#held.length === 1 ? piece : Buffer.concat(this.#held)
    let at = 0
    for (; all.length - at > segmentBytes; at += segmentBytes)
      await this.#put(all.subarray(at, at + segmentBytes), false)
    this.#held = [all.subarray(at)]
    this.#size = all.length - at
  }

  /** Writes the last segment and the head; the caller flushes. */
  async finish(sealKey: FileKeys['sealKey']): Promise<void> {
    await this.#put(Buffer.concat(this.#held), true)
    await this.#file.write(headOf(this.#suite, sealKey(this.#key)), 0, headBytes, 0)
  }

  async #put(clear: Uint8Array, isLast: boolean): Promise<void> {
    const sealed = sealSegment(this.#suite, this.#key, this.#index++, isLast, clear)
    await this.#file.write(sealed, 0, sealed.length, this.#at)
    this.#at += sealed.length
  }
}

function headOf(suite: Suite, cell: Buffer): Buffer {
  const head = Buffer.alloc(headBytes)
  head.write(magic, 0, 'latin1')
  head[4] = suite.code
  head.writeUInt16BE(cell.length, 6)
  cell.copy(head, cellAt)
  return head
}

/** The cell with the file's key, as it stands in the head; null when the bytes are no sealed file. */
function cellIn(head: Buffer): { suite: Suite; cell: Buffer } | null {
  const suite = head.toString('latin1', 0, 4) === magic ? suiteOf(head[4]!) : undefined
  const length = head.readUInt16BE(6)
  return suite && length <= headBytes - cellAt
    ? { suite, cell: head.subarray(cellAt, cellAt + length) }
    : null
}

/** Opens a sealed file for reading as a stream or at any place. Throws when it is none or its key does not open. */
export async function openSealedFile(path: string, keys: Pick<FileKeys, 'openKey'>): Promise<StoredFile> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(headBytes)
    await file.read(head, 0, headBytes, 0)
    const found = cellIn(head)
    if (!found) throw new Error('the stored file is not sealed as it should be')
    const bytes = (await file.stat()).size - headBytes
    return new SealedReader(file, found.suite, keys.openKey(found.cell), bytes)
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Puts the key of a sealed file under the present data key: the head is written anew, the segments stay. */
export async function resealHead(file: FileHandle, keys: FileKeys): Promise<void> {
  const head = Buffer.alloc(headBytes)
  await file.read(head, 0, headBytes, 0)
  const found = cellIn(head)
  if (!found) throw new Error('the stored file is not sealed as it should be')
  await file.write(headOf(found.suite, keys.sealKey(keys.openKey(found.cell))), 0, headBytes, 0)
}

/** The cell with the key of a sealed file. */
export async function keyCellOf(path: string): Promise<Buffer | null> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(headBytes)
    await file.read(head, 0, headBytes, 0)
    return cellIn(head)?.cell ?? null
  } finally {
    await file.close()
  }
}

const cachedMax = 4

class SealedReader implements StoredFile {
  readonly size: number
  readonly #file: FileHandle
  readonly #suite: Suite
  readonly #key: Buffer
  readonly #stride: number
  readonly #bytes: number
  readonly #cached = new Map<number, Promise<Buffer>>()

  constructor(file: FileHandle, suite: Suite, key: Buffer, bytes: number) {
    this.#file = file
    this.#suite = suite
    this.#key = key
    this.#bytes = bytes
    this.#stride = segmentBytes + suite.tagBytes
    this.size = bytes - Math.ceil(bytes / this.#stride) * suite.tagBytes
  }

  async readAt(at: number, length: number): Promise<Buffer> {
    const end = Math.min(this.size, at + length)
    const pieces: Buffer[] = []
    for (let from = at; from < end; ) {
      const index = Math.floor(from / segmentBytes)
      const segment = await this.#segment(index)
      const start = from - index * segmentBytes
      const piece = segment.subarray(start, start + end - from)
      pieces.push(piece)
      from += piece.length
    }
    return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
  }

  stream(): Readable {
    return Readable.from(this.#chunks(), { objectMode: false })
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  async *#chunks(): AsyncGenerator<Buffer> {
    // Asked for even when empty: a file cut down to nothing must fail, not read as an empty one.
    yield await this.#segment(0)
    for (let index = 1; index * segmentBytes < this.size; index++) yield await this.#segment(index)
  }

  #segment(index: number): Promise<Buffer> {
    const known = this.#cached.get(index)
    if (known) return known
    const reading = this.#read(index)
    if (this.#cached.size >= cachedMax) this.#cached.delete(this.#cached.keys().next().value!)
    this.#cached.set(index, reading)
    return reading
  }

  async #read(index: number): Promise<Buffer> {
    const at = index * this.#stride
    const sealed = Buffer.alloc(Math.max(0, Math.min(this.#stride, this.#bytes - at)))
    await this.#file.read(sealed, 0, sealed.length, headBytes + at)
    return openSegment(this.#suite, this.#key, index, at + this.#stride >= this.#bytes, sealed)
  }
}

/** A sealed file whose key is nowhere but in memory: for copies that nobody else shall read. */
export function fleetingFile(file: FileHandle, path: string) {
  let key: Buffer | null = null
  const writer = new SealedWriter(file, suites.intl)
  return {
    write: (piece: Buffer) => writer.write(piece),
    finish: () =>
      writer.finish((own) => {
        key = Buffer.from(own)
        return Buffer.alloc(0)
      }),
    open: () =>
      openSealedFile(path, {
        openKey: () => {
          if (key === null) throw new Error('the copy is not finished')
          return key
        },
      }),
  }
}
