import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type PublishedFiles, publishedFiles } from '../published-files.ts'

let folder: string
let files: PublishedFiles
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinqiao-published-'))
  files = publishedFiles(folder)
})
afterEach(() => rmSync(folder, { recursive: true }))
const bytes = (text: string) => Buffer.from(text)

test('files are there whole, in folders of their own, for the owner alone', async () => {
  await files.write([
    { path: 'log/tile/0/x001/000', bytes: bytes('a') },
    { path: 'log/tile/0/000.p/7', bytes: bytes('b') },
    { path: 'log/checkpoint', bytes: bytes('c') },
  ])
  expect(Buffer.from((await files.read('log/tile/0/x001/000'))!).toString()).toBe('a')
  expect(statSync(join(folder, 'log/checkpoint')).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(folder, 'arriving'))).toEqual([])
  await files.remove('log/tile/0/000.p')
  await files.remove('log/nothing')
  expect(await files.read('log/tile/0/000.p/7')).toBeNull()
})

test('a file that is replaced while others read it is read as it was or as it is', async () => {
  const versions = ['1', '2'].map((letter) => letter.repeat(200_000))
  await files.write([{ path: 'log/checkpoint', bytes: bytes(versions[0]!) }])
  let isOver = false
  const reading = (async () => {
    const seen = new Set<string>()
    while (!isOver) seen.add(Buffer.from((await files.read('log/checkpoint'))!).toString())
    return seen
  })()
  for (let i = 0; i < 20; i++) await files.write([{ path: 'log/checkpoint', bytes: bytes(versions[i % 2]!) }])
  isOver = true
  for (const seen of await reading) expect(versions).toContain(seen)
})

test('what is no file is null, and a path that leads elsewhere is refused', async () => {
  await files.write([{ path: 'log/a/b', bytes: bytes('x') }])
  for (const path of ['log', 'log/a', 'log/a/b/c', 'log/none']) expect(await files.read(path)).toBeNull()
  for (const path of [
    '../x',
    'log/../../x',
    '/etc/passwd',
    '',
    '.hidden',
    'log/\0',
    'LOG',
    'log\\x',
    'a'.repeat(300),
  ])
    for (const use of [
      () => files.read(path),
      () => files.write([{ path, bytes: bytes('') }]),
      () => files.remove(path),
    ])
      await expect((async () => use())(), path).rejects.toThrow(RangeError)
})

test('of files of which one cannot be written none is left half way', async () => {
  await files.write([{ path: 'log/a', bytes: bytes('old') }])
  const writing = files.write([
    { path: 'log/b', bytes: bytes('new') },
    { path: 'log/a/below-a-file', bytes: bytes('new') },
  ])
  await expect(writing).rejects.toThrow()
  expect(await files.read('log/b')).toBeNull()
  expect(readdirSync(join(folder, 'arriving'))).toEqual([])
})
