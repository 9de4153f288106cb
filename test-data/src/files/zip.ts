import type { FileHandle } from 'node:fs/promises'
import { constants, crc32, deflateRawSync } from 'node:zlib'

const stampTime = 0
/** 1 January 2020: archives must not depend on the clock. */
const stampDate = ((2020 - 1980) << 9) | (1 << 5) | 1

type Entry = { name: Uint8Array; crc: number; packed: number; size: number; at: number }

/** Writes a ZIP archive entry by entry, piece by piece; below 4 GB. */
export class ZipWriter {
  private readonly file: FileHandle
  private readonly entries: Entry[] = []
  private at = 0

  constructor(file: FileHandle) {
    this.file = file
  }

  /** Adds one entry from pieces of any size; each is deflated on its own, so memory stays that of one piece. */
  async add(name: string, pieces: Iterable<Uint8Array>): Promise<void> {
    const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, at: this.at }
    await this.write(Buffer.concat([header(0x04034b50, 20), fields(entry, true), entry.name]))
    for (const piece of pieces) {
      entry.crc = crc32(piece, entry.crc)
      entry.size += piece.length
      entry.packed += await this.write(
        deflateRawSync(piece, { level: 5, finishFlush: constants.Z_SYNC_FLUSH }),
      )
    }
    entry.packed += await this.write(Buffer.from([3, 0]))
    await this.write(numbers([0x08074b50, 4], [entry.crc, 4], [entry.packed, 4], [entry.size, 4]))
    this.entries.push(entry)
  }

  /** Writes the directory; the file handle stays open. */
  async end(): Promise<void> {
    const start = this.at
    for (const entry of this.entries)
      await this.write(
        Buffer.concat([
          header(0x02014b50, 20),
          numbers([20, 2]),
          fields(entry, false),
          numbers([0, 2], [0, 2], [0, 2], [0, 4], [entry.at, 4]),
          entry.name,
        ]),
      )
    const count = this.entries.length
    const size = this.at - start
    await this.write(numbers([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [size, 4], [start, 4], [0, 2]))
  }

  private async write(bytes: Uint8Array): Promise<number> {
    await this.file.write(bytes)
    this.at += bytes.length
    return bytes.length
  }
}

function header(signature: number, version: number): Buffer {
  return numbers([signature, 4], [version, 2])
}

/** Flags: sizes follow the entry (bit 3), names are UTF-8 (bit 11). Deflate is method 8. */
function fields(entry: Entry, sizesLater: boolean): Buffer {
  const [crc, packed, size] = sizesLater ? [0, 0, 0] : [entry.crc, entry.packed, entry.size]
  return numbers(
    [0x0808, 2],
    [8, 2],
    [stampTime, 2],
    [stampDate, 2],
    [crc, 4],
    [packed, 4],
    [size, 4],
    [entry.name.length, 2],
    [0, 2],
  )
}

function numbers(...values: [value: number, bytes: 2 | 4][]): Buffer {
  const buffer = Buffer.alloc(values.reduce((sum, [, bytes]) => sum + bytes, 0))
  let at = 0
  for (const [value, bytes] of values)
    at = bytes === 2 ? buffer.writeUInt16LE(value, at) : buffer.writeUInt32LE(value, at)
  return buffer
}
