import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Keys } from './crypto/keys.ts'
import type { StoredFile } from './files/stored-file.ts'
import { type FileKeys, keyCellOf, openSealedFile, resealHead, SealedWriter } from './sealed-file.ts'
import { StartProblem } from './start-problem.ts'

/** Thrown by `put` when the stream holds more than it may. */
export class FileTooLarge extends Error {}

/** The class of the data keys that seal files. */
export const fileClass = 'kernel.file'

export type FileStore = {
  /** Stores a stream under its digest and returns once the bytes are on disk. At most `bytesMax`, else FileTooLarge. */
  put: (stream: Readable, bytesMax: number) => Promise<{ sha256: string; size: number }>
  /** Where the bytes are kept, sealed. */
  path: (sha256: string) => string
  has: (sha256: string) => boolean
  /** The bytes as they were given. */
  read: (sha256: string) => Readable
  /** The stored file, to be closed by whoever opened it. */
  open: (sha256: string) => Promise<StoredFile | string>
  /** Brings up to `limit` files after the one named under the present key; answers the last one looked at, or null. */
  reseal: (after: string | null, limit: number) => Promise<{ after: string | null; changed: number }>
}

type FileSeal = Pick<Keys, 'sealBytes' | 'openBytes' | 'isOutdated' | 'suite'>

/**
 * A folder of immutable files named by the SHA-256 of what they hold, each sealed under a key of its own. Processes of
 * one cluster share it. Files of earlier days that lie there in clear are read as they are until they are resealed.
 */
export function fileStore(folder: string, keys: FileSeal): FileStore {
  const clearPath = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('a file is named by a SHA-256')
    return join(folder, sha256.slice(0, 2), sha256)
  }
  const path = (sha256: string) => `${clearPath(sha256)}.sealed`
  const keysFor = (sha256: string): FileKeys => ({
    sealKey: (key) => keys.sealBytes(key, `${fileClass}|key|${sha256}`),
    openKey: (cell) => keys.openBytes(cell, `${fileClass}|key|${sha256}`),
  })
  try {
    mkdirSync(join(folder, 'arriving'), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StartProblem(
      `The folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}).`,
    )
  }
  const openStored = async (sha256: string): Promise<StoredFile | string> =>
    existsSync(path(sha256)) ? openSealedFile(path(sha256), keysFor(sha256)) : clearPath(sha256)
  const put: FileStore['put'] = async (stream, bytesMax) => {
    const arriving = join(folder, 'arriving', randomBytes(12).toString('hex'))
    const digest = createHash('sha256')
    let size = 0
    const file = await open(arriving, 'wx', 0o600)
    const writer = new SealedWriter(file, keys.suite)
    try {
      for await (const piece of stream as AsyncIterable<Buffer>) {
        size += piece.length
        if (size > bytesMax) throw new FileTooLarge()
        digest.update(piece)
        await writer.write(piece)
      }
      const sha256 = digest.digest('hex')
      await writer.finish(keysFor(sha256).sealKey)
      await file.sync()
      await file.close()
      mkdirSync(join(folder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 })
      await rename(arriving, path(sha256))
      await syncFolder(join(folder, sha256.slice(0, 2)))
      return { sha256, size }
    } catch (error) {
      await file.close().catch(() => {})
      await rm(arriving, { force: true })
      throw error
    }
  }
  return {
    path,
    put,
    open: openStored,
    has: (sha256) => existsSync(path(sha256)) || existsSync(clearPath(sha256)),
    read: (sha256) => Readable.from(piecesOf(openStored(sha256)), { objectMode: false }),
    reseal: (after, limit) => resealSome(after, limit),
  }

  async function resealSome(after: string | null, limit: number) {
    let last: string | null = null
    let changed = 0
    for (const sha256 of await namesAfter(folder, after, limit)) {
      last = sha256
      if (!existsSync(path(sha256))) {
        await put(createReadStream(clearPath(sha256)), Number.MAX_SAFE_INTEGER)
        await rm(clearPath(sha256), { force: true })
        changed++
        continue
      }
      const cell = await keyCellOf(path(sha256))
      if (cell === null || !keys.isOutdated(cell, fileClass)) continue
      // The head fits one sector, which disks write whole or not at all.
      const file = await open(path(sha256), 'r+')
      await resealHead(file, keysFor(sha256)).finally(async () => {
        await file.sync()
        await file.close()
      })
      changed++
    }
    return { after: last, changed }
  }
}

/** Digests of stored files after one, in order, at most `limit`. */
async function namesAfter(folder: string, after: string | null, limit: number): Promise<string[]> {
  const names: string[] = []
  for (let i = after === null ? 0 : Number.parseInt(after.slice(0, 2), 16); i < 256; i++) {
    const shelf = join(folder, i.toString(16).padStart(2, '0'))
    if (!existsSync(shelf)) continue
    const here = (await readdir(shelf)).map((name) => name.replace(/\.sealed$/, ''))
    names.push(...[...new Set(here)].filter((name) => name > (after ?? '')).sort())
    if (names.length >= limit) break
  }
  return names.slice(0, limit)
}

async function* piecesOf(opening: Promise<StoredFile | string>): AsyncGenerator<Buffer> {
  const file = await opening
  if (typeof file === 'string') {
    yield* createReadStream(file) as AsyncIterable<Buffer>
    return
  }
  try {
    yield* file.stream() as AsyncIterable<Buffer>
  } finally {
    await file.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
