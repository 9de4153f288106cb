import type { Readable } from 'node:stream'

/** A stored file that can be read as a stream and at any place, whatever it looks like on disk. */
export type StoredFile = {
  size: number
  stream: () => Readable
  /** The bytes from a place on, fewer at the end of the file. */
  readAt: (at: number, length: number) => Promise<Buffer>
  close: () => Promise<void>
}
