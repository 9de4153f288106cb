import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startInbox } from '../src/inbox.ts'
import type { Ctx, Log } from '../src/kernel/context.ts'
import { listBatches } from '../src/modules/intake/index.ts'
import { silent, type TestDatabase, testDatabase } from './support/database.ts'

const pace = { everyMs: 20, quietMs: 150, emptyMs: 3_600_000 }
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

let folder: string
let stop: (() => Promise<void>) | null = null
let said: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inbox-'))
  mkdirSync(join(folder, 'bureau'))
  said = []
})
afterEach(async () => {
  await stop?.()
  stop = null
  rmSync(folder, { recursive: true })
})

const log: Log = {
  ...silent,
  warn: (_, text) => said.push(String(text)),
  error: (_, text) => said.push(String(text)),
}
const watch = (over: (ctx: Ctx) => Partial<Ctx> = () => ({})) => {
  const ctx = () => ({ ...database.ctx(), log })
  stop = startInbox(folder, () => ({ ...ctx(), ...over(ctx()) }), { bytesMax: 1_000, pace })
}
const drop = (name: string, text = `${name}\n1\n`) => {
  writeFileSync(join(folder, name), text)
  const long = new Date(Date.now() - 60_000)
  utimesSync(join(folder, name), long, long)
}
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 20 })
const inside = (name: 'done' | 'failed') => readdirSync(join(folder, name)).sort()
const received = async () =>
  (await listBatches(database.ctx(), { before: null, limit: 100, scope: null })).map((b) => b.filename)

describe('a file in the inbox', () => {
  test('is received for its provider and moved to done, also with a name that leaves no room', async () => {
    const long = `${'长'.repeat(82)}.csv`
    drop('bureau/plain.csv')
    drop(`bureau/${long}`)
    watch()
    await until(() => expect(inside('done')).toHaveLength(2))
    expect(readdirSync(join(folder, 'bureau'))).toEqual([])
    expect(inside('done').every((name) => name.endsWith('.csv'))).toBe(true)
    const [newest] = await listBatches(database.ctx(), { before: null, limit: 1, scope: null })
    expect(newest!.providerId).toBe('bureau')
    expect((await received()).filter((name) => name === long)).toHaveLength(1)
  })

  test('of a folder that names no provider, or too large, fails alone, with the reason beside it', async () => {
    mkdirSync(join(folder, 'no provider'))
    drop('no provider/a.csv')
    drop('bureau/large.csv', 'x'.repeat(2_000))
    drop('bureau/zz.csv')
    watch()
    await until(() => expect(inside('done')).toHaveLength(1))
    await until(() => expect(inside('failed')).toHaveLength(4))
    const reasons = inside('failed')
      .filter((name) => name.endsWith('.txt'))
      .map((name) => readFileSync(join(folder, 'failed', name), 'utf8'))
    expect(reasons.join()).toContain('A provider is named by')
    expect(reasons.join()).toContain('文件超过允许的大小')
  })

  test('that somebody has written to a moment ago is left until it has come to rest', async () => {
    drop('bureau/fresh.csv')
    drop('bureau/rested.csv')
    const path = join(folder, 'bureau', 'fresh.csv')
    const soon = new Date(Date.now() + 60_000)
    utimesSync(path, soon, soon)
    watch()
    await until(() => expect(inside('done')).toHaveLength(1))
    expect(existsSync(path)).toBe(true)
    drop('bureau/fresh.csv', 'the rest\n')
    await until(() => expect(inside('done')).toHaveLength(2))
  })

  test('that changes while it is read is not received half', async () => {
    drop('bureau/growing.csv', 'first half\n')
    const before = await received()
    watch((ctx) => ({
      files: {
        ...ctx.files,
        put: (stream, bytesMax) => {
          if (readFileSync(join(folder, 'bureau', 'growing.csv'), 'utf8').length < 15)
            appendFileSync(join(folder, 'bureau', 'growing.csv'), 'second half\n')
          return ctx.files.put(stream, bytesMax)
        },
      },
    }))
    await until(() => expect(inside('done')).toHaveLength(1))
    expect(readFileSync(join(folder, 'done', inside('done')[0]!), 'utf8')).toBe('first half\nsecond half\n')
    expect(await received()).toHaveLength(before.length + 1)
  })

  test('is left, and taken later, when the failure is not its own', async () => {
    drop('bureau/a.csv', 'patience\n')
    let down = true
    watch(() => (down ? { inTransaction: () => Promise.reject(new Error('the database is away')) } : {}))
    await until(() => expect(said).toContain('a file of the inbox could not be taken in'))
    expect([inside('done'), inside('failed')]).toEqual([[], []])
    down = false
    await until(() => expect(inside('done')).toHaveLength(1))
  })

  test('that was received and cannot be moved is not received again', async () => {
    drop('bureau/stuck.csv', 'stuck\n')
    watch()
    rmSync(join(folder, 'done'), { recursive: true })
    writeFileSync(join(folder, 'done'), 'no folder')
    await until(() => expect(said).toContain('a file of the inbox cannot be moved to done'))
    await new Promise((done) => setTimeout(done, 200))
    expect((await received()).filter((name) => name === 'stuck.csv')).toHaveLength(1)
  })
})

describe('what is no file to take', () => {
  test('is left and told once: folders, links, files that a program has not finished', async () => {
    mkdirSync(join(folder, 'bureau', 'folder'))
    symlinkSync('/nowhere', join(folder, 'bureau', 'link.csv'))
    for (const name of ['a.csv.part', '~$b.xlsx', '.c.csv', 'd.tmp']) drop(`bureau/${name}`)
    drop('bureau/z.csv')
    watch()
    await until(() => expect(inside('done')).toHaveLength(1))
    await new Promise((done) => setTimeout(done, 100))
    expect(said.filter((text) => text === 'what is no plain file is left in the inbox')).toHaveLength(2)
    expect(readdirSync(join(folder, 'bureau'))).toHaveLength(6)
  })

  test('is an empty file, until it has been so for long', async () => {
    drop('bureau/empty.csv', '')
    drop('bureau/z.csv')
    watch()
    await until(() => expect(inside('done')).toHaveLength(1))
    const path = join(folder, 'bureau', 'empty.csv')
    expect(existsSync(path)).toBe(true)
    utimesSync(path, new Date(0), new Date(0))
    await until(() => expect(inside('done')).toHaveLength(2))
  })
})

test('an inbox that cannot be made is one clear sentence', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => startInbox(join(folder, 'file', 'inbox'), () => database.ctx(), { bytesMax: 1 })).toThrow(
    /The inbox .* cannot be written \(ENOTDIR\); set INBOX/,
  )
})
