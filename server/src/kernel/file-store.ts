import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { StartProblem } from './start-problem.ts'

/** Thrown by `put` when the stream holds more than it may. */
export class FileTooLarge extends Error {}

export type FileStore = {
  /** Stores a stream under its digest and returns once the bytes are on disk. At most `bytesMax`, else FileTooLarge. */
  put: (stream: Readable, bytesMax: number) => Promise<{ sha256: string; size: number }>
  /** Path of the stored bytes. */
  path: (sha256: string) => string
  has: (sha256: string) => boolean
  read: (sha256: string) => Readable
}

/** A folder of immutable files named by their SHA-256. Processes of one cluster share it. */
export function fileStore(folder: string): FileStore {
  const path = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('a file is named by a SHA-256')
    return join(folder, sha256.slice(0, 2), sha256)
  }
  try {
    mkdirSync(join(folder, 'arriving'), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StartProblem(
      `The folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}).`,
    )
  }
  return {
    path,
    has: (sha256) => existsSync(path(sha256)),
    read: (sha256) => createReadStream(path(sha256)),
    put: async (stream, bytesMax) => {
      const arriving = join(folder, 'arriving', randomBytes(12).toString('hex'))
      const digest = createHash('sha256')
      let size = 0
      const file = await open(arriving, 'wx', 0o600)
      try {
        for await (const piece of stream as AsyncIterable<Buffer>) {
          size += piece.length
          if (size > bytesMax) throw new FileTooLarge()
          digest.update(piece)
          await file.write(piece)
        }
        await file.sync()
        await file.close()
        const sha256 = digest.digest('hex')
        mkdirSync(join(folder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 })
        await rename(arriving, path(sha256))
        await syncFolder(join(folder, sha256.slice(0, 2)))
        return { sha256, size }
      } catch (error) {
        await file.close().catch(() => {})
        await rm(arriving, { force: true })
        throw error
      }
    },
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
