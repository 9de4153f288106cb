import { createHash, randomBytes } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keysOf } from '../crypto/keys.ts'
import { suites } from '../crypto/suite.ts'
import { fileStore } from '../file-store.ts'
import { readTables, writeTable } from '../files/index.ts'
import type { StoredFile } from '../files/stored-file.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealed-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const keys = (suite: keyof typeof suites = 'intl') =>
  keysOf(Buffer.alloc(32, 1), Buffer.alloc(32, 2), suites[suite])
const put = (bytes: Buffer, suite: keyof typeof suites = 'intl') =>
  fileStore(folder, keys(suite)).put(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]), 10_000_000)

describe.each(['intl', 'gm'] as const)('a stored file, sealed by %s', (suite) => {
  test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 300_000])(
    'of %i bytes is read as it was given',
    async (size) => {
      const bytes = randomBytes(size)
      const store = fileStore(folder, keys(suite))
      const { sha256 } = await put(bytes, suite)
      expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect((await buffer(store.read(sha256))).equals(bytes)).toBe(true)
      const stored = (await store.open(sha256)) as StoredFile
      expect(stored.size).toBe(size)
      for (const at of [0, 65_530, 65_536, 131_071, size - 5].filter((place) => place >= 0 && place < size))
        expect((await stored.readAt(at, 70_000)).equals(bytes.subarray(at, at + 70_000)), `at ${at}`).toBe(
          true,
        )
      await stored.close()
    },
  )

  test('cut short, also at the edge of a segment, or changed, is not read', async () => {
    const store = fileStore(folder, keys(suite))
    const { sha256 } = await put(randomBytes(200_000), suite)
    const whole = readFileSync(store.path(sha256))
    for (const size of [128, 128 + 65_536 + suites[suite].tagBytes, whole.length - 1]) {
      truncateSync(store.path(sha256), size)
      await expect(buffer(store.read(sha256)), `${size} bytes`).rejects.toThrow()
      writeFileSync(store.path(sha256), whole)
    }
    const changed = Buffer.from(whole)
    changed[100_000]! ^= 1
    writeFileSync(store.path(sha256), changed)
    await expect(buffer(store.read(sha256))).rejects.toThrow()
  })
})

test('a file does not open under another name or other keys', async () => {
  const store = fileStore(folder, keys())
  const [one, other] = [await put(Buffer.from('a,b\n1,2\n')), await put(Buffer.from('a,b\n3,4\n'))]
  mkdirSync(dirname(store.path(other.sha256)), { recursive: true })
  writeFileSync(store.path(other.sha256), readFileSync(store.path(one.sha256)))
  await expect(buffer(store.read(other.sha256))).rejects.toThrow()
  const strange = fileStore(folder, keysOf(Buffer.alloc(32, 1), Buffer.alloc(32, 9)))
  await expect(buffer(strange.read(one.sha256))).rejects.toThrow()
})

test('a workbook is read from its sealed file without a clear copy, and so is one inside a compressed file', async () => {
  const head = { headers: ['姓名', '号码'], encoding: 'utf-8' as const }
  const workbook = await buffer(
    writeTable('xlsx', head, Readable.from([['张三', '13800138000']]) as never) as Readable,
  )
  const { sha256 } = await put(workbook)
  const stored = (await fileStore(folder, keys()).open(sha256)) as StoredFile
  const before = new Set(readdirSync(tmpdir()).filter((name) => name.startsWith('spool-')))
  const cells: string[][] = []
  for await (const event of readTables(stored))
    if ('rows' in event) cells.push(...event.rows.map((r) => [...r.cells]))
  expect(cells).toEqual([['张三', '13800138000']])
  await stored.close()
  for await (const event of readTables(Readable.from([workbook])))
    if ('rows' in event) {
      const copies = readdirSync(tmpdir()).filter((name) => name.startsWith('spool-') && !before.has(name))
      expect(copies.length).toBeGreaterThan(0)
      for (const copy of copies)
        expect(readFileSync(join(tmpdir(), copy, 'file'), 'latin1')).not.toContain('xl/worksheets')
    }
})

test('a file of earlier days that lies in clear is read, and sealed when it is resealed', async () => {
  const store = fileStore(mkdtempSync(join(folder, 'old-')), keys())
  const bytes = Buffer.from('姓名,电话\n张三,13800138000\n')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const clear = store.path(sha256).replace(/\.sealed$/, '')
  mkdirSync(dirname(clear), { recursive: true })
  writeFileSync(clear, bytes)
  expect((await buffer(store.read(sha256))).equals(bytes)).toBe(true)
  let after: string | null = null
  let changed = 0
  do {
    const done = await store.reseal(after, 2)
    after = done.after
    changed += done.changed
  } while (after !== null)
  expect(changed).toBeGreaterThan(0)
  expect((await buffer(store.read(sha256))).equals(bytes)).toBe(true)
  expect(readdirSync(dirname(clear))).not.toContain(sha256)
})
