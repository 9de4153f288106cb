import { mkdirSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StartProblem } from './start-problem.ts'

export type PublishedFile = { path: string; bytes: Uint8Array }

/** Files others read by their paths. A reader sees a file whole, as it was or as it is, never half. */
export type PublishedFiles = {
  /** The bytes of a file; null where there is none. */
  read: (path: string) => Promise<Uint8Array | null>
  /** Writes files so that they are on disk before it returns, and appear in the order given. */
  write: (files: readonly PublishedFile[]) => Promise<void>
  /** Removes a file or folder; one that is not there is no fault. */
  remove: (path: string) => Promise<void>
}

const pathShape = /^(?!.*\.\.)[a-z0-9][a-z0-9./-]{0,200}$/

/** A folder of published files. Processes of one cluster share it; another store may take its place. */
export function publishedFiles(folder: string): PublishedFiles {
  try {
    mkdirSync(join(folder, 'arriving'), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StartProblem(
      `The folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}).`,
    )
  }
  const at = (path: string) => {
    if (!pathShape.test(path)) throw new RangeError('a published file has a plain path')
    return join(folder, path)
  }
  let arrivals = 0
  const arriving = () => join(folder, 'arriving', `${process.pid}-${arrivals++}`)
  return {
    read: (path) =>
      readFile(at(path)).catch((error) => {
        if (/^(?:ENOENT|ENOTDIR|EISDIR)$/.test((error as NodeJS.ErrnoException).code ?? '')) return null
        throw error
      }),
    write: async (files) => {
      const waiting: { from: string; to: string }[] = []
      try {
        for (let first = 0; first < files.length; first += 16)
          waiting.push(
            ...(await Promise.all(
              files.slice(first, first + 16).map(async ({ path, bytes }) => {
                const to = at(path)
                const from = arriving()
                await writeWhole(from, bytes)
                return { from, to }
              }),
            )),
          )
        const folders = new Set(waiting.map(({ to }) => dirname(to)))
        for (const one of folders) await mkdir(one, { recursive: true, mode: 0o700 })
        for (const { from, to } of waiting) await rename(from, to)
        for (const one of withParents(folders, folder)) await syncFolder(one)
      } catch (error) {
        for (const { from } of waiting) await rm(from, { force: true })
        throw error
      }
    },
    remove: (path) => rm(at(path), { recursive: true, force: true }),
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Folders with those above them: a new folder is only kept once the one it stands in is synced. */
function withParents(folders: Iterable<string>, root: string): Set<string> {
  const all = new Set<string>()
  for (const folder of folders)
    for (let one = folder; one.length >= root.length && !all.has(one); one = dirname(one)) all.add(one)
  return all
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
