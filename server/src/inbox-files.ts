import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'

export type Waiting = { provider: string | undefined; path: string; name: string; stats: Stats }

export type Pace = {
  everyMs: number
  /** A file is taken once nobody has written to it for so long. */
  quietMs: number
  /** An empty file may be one that is about to be written. */
  emptyMs: number
}

export const pace: Pace = { everyMs: 2_000, quietMs: 3_000, emptyMs: 30_000 }

/** Names that programs give to files they have not finished. */
const unfinished = /^(?:\.|~\$)|\.(?:tmp|part|partial|filepart|crdownload|download)$|~$/i

/**
 * The files of an inbox that have come to rest, by provider. What is no plain file is left where it is and told; a
 * folder that cannot be read does not keep the others from being taken.
 */
export function waitingFiles(
  folder: string,
  { quietMs, emptyMs }: Pace,
  tell: (path: string, what: string) => void,
): Waiting[] {
  const found: Waiting[] = []
  const entriesOf = (path: string): Dirent[] => {
    try {
      return readdirSync(path, { withFileTypes: true })
    } catch (error) {
      tell(path, `a folder of the inbox cannot be read (${(error as NodeJS.ErrnoException).code})`)
      return []
    }
  }
  const add = (provider: string | undefined, parent: string, entry: Dirent) => {
    const path = join(parent, entry.name)
    if (!entry.isFile()) return tell(path, 'what is no plain file is left in the inbox')
    const stats = statSync(path, { throwIfNoEntry: false })
    if (!stats || Date.now() - stats.mtimeMs <= (stats.size === 0 ? emptyMs : quietMs)) return
    found.push({ provider, path, name: entry.name, stats })
  }
  for (const entry of entriesOf(folder)) {
    if (unfinished.test(entry.name) || entry.name === 'done' || entry.name === 'failed') continue
    if (!entry.isDirectory()) add(undefined, folder, entry)
    else
      for (const inside of entriesOf(join(folder, entry.name)))
        if (!unfinished.test(inside.name)) add(entry.name, join(folder, entry.name), inside)
  }
  return found
}
