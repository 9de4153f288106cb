import { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'
import type { StoredFile } from '../stored-file.ts'

const pieceBytes = 64 * 1_024

/** Lets the ZIP reader read a stored file, which stays open. */
export class StoredReader extends RandomAccessReader {
  readonly #file: StoredFile

  constructor(file: StoredFile) {
    super()
    this.#file = file
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#pieces(start, end), { objectMode: false })
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#file.readAt(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset)
        callback(bytes.length < length ? new Error('unexpected EOF') : null)
      },
      (error: Error) => callback(error),
    )
  }

  async *#pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; at += pieceBytes) {
      const piece = await this.#file.readAt(at, Math.min(pieceBytes, end - at))
      if (piece.length > 0) yield piece
    }
  }
}
