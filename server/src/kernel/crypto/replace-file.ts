import { randomBytes } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Replaces a small secret file as a whole: the new bytes are on disk before the old ones go, and the old ones are
 * overwritten with zeros as far as the file system lets a program do that.
 */
export function replaceFile(file: string, content: string): void {
  const fresh = `${file}.${randomBytes(6).toString('hex')}`
  const out = openSync(fresh, 'wx', 0o600)
  writeSync(out, content)
  fsyncSync(out)
  closeSync(out)
  const former = openExisting(file)
  renameSync(fresh, file)
  syncFolder(dirname(file))
  if (former === null) return
  writeSync(former, Buffer.alloc(fstatSync(former).size), 0, undefined, 0)
  fsyncSync(former)
  closeSync(former)
}

function openExisting(file: string): number | null {
  try {
    return openSync(file, 'r+')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
