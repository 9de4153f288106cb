import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { openKeys } from '../open-keys.ts'

let database: TestDatabase
let folder: string
let file: string
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  if (folder) rmSync(folder, { recursive: true })
  folder = mkdtempSync(join(tmpdir(), 'vault-'))
  file = join(folder, 'keys.json')
  await asOwner(`delete from kernel.data_key; delete from kernel.setting`)
})

async function asOwner(text: string): Promise<void> {
  const { openDatabase } = await import('../../db/pool.ts')
  const owner = openDatabase(database.url, { max: 1 })
  await sql.raw(text).execute(owner.db)
  await owner.close()
}
const opened = async (
  suite: 'intl' | 'gm' = 'intl',
  service: Parameters<typeof openKeys>[3] | null = null,
) => {
  const open = await openKeys(database, file, ['a.b', 'c.d'], service ?? { suite, service: null })
  open.vault.close()
  return open
}

describe('data keys of a database', () => {
  test('are made once for a class and quarter, wrapped, and shared by all processes', async () => {
    const first = await opened()
    const second = await opened()
    expect(second.keys.open(first.keys.seal('text', 'a.b|c|1'), 'a.b|c|1')).toBe('text')
    const listed = await second.vault.list()
    expect(listed.map((k) => [k.sealClass, k.suite, k.isCurrent])).toEqual([
      expect.arrayContaining(['intl', true]),
      expect.arrayContaining(['intl', true]),
    ])
    expect(() => first.keys.seal('text', 'other.table|c|1')).toThrow('nothing is sealed for other.table')
  })

  test('rotate while processes run: a new key is used once everybody knows it, old cells stay readable', async () => {
    const one = await opened()
    const sealed = one.keys.seal('text', 'a.b|c|1')
    await one.vault.rotate(['a.b'])
    expect(one.keys.isOutdated(Buffer.from(sealed, 'base64url'), 'a.b'), 'not in use yet').toBe(false)
    await asOwner(`update kernel.data_key set active_from = now() where active_from > now()`)
    const later = await opened()
    expect(later.keys.isOutdated(Buffer.from(sealed, 'base64url'), 'a.b')).toBe(true)
    expect(later.keys.open(sealed, 'a.b|c|1')).toBe('text')
    await one.vault.refresh()
    expect(one.keys.open(later.keys.seal('new', 'a.b|c|1'), 'a.b|c|1')).toBe('new')
  })

  test('survive a new wrapping key, also for a process that was running meanwhile', async () => {
    const { keys, vault } = await opened()
    const sealed = keys.seal('text', 'a.b|c|1')
    await vault.renew()
    expect((await opened()).keys.open(sealed, 'a.b|c|1')).toBe('text')
    await vault.rotate()
    await vault.refresh()
    expect(keys.open(sealed, 'a.b|c|1')).toBe('text')
  })

  test('stay readable after a switch of the suite', async () => {
    const sealed = (await opened('intl')).keys.seal('text', 'a.b|c|1')
    const { keys } = await opened('gm')
    expect(keys.open(sealed, 'a.b|c|1')).toBe('text')
    expect(Buffer.from(keys.seal('text', 'a.b|c|1'), 'base64url')[1]).toBe(2)
  })
})

describe('a start with keys that do not belong', () => {
  test('to another database’s key file is refused in a sentence', async () => {
    await opened()
    renameSync(file, `${file}.away`)
    await expect(opened()).rejects.toThrow('The key file does not belong to this database')
  })

  test('without the keys of single persons is refused, and does not make new ones', async () => {
    await opened()
    renameSync(join(folder, 'keys.persons.json'), join(folder, 'away'))
    await expect(opened()).rejects.toThrow(/keys of single persons are missing: .*keys\.persons\.json/)
    await expect(opened()).rejects.toThrow(/are missing/)
  })

  test('with a changed wrapped key is refused and names the key', async () => {
    await opened()
    await asOwner(`update kernel.data_key set wrapped = reverse(wrapped)`)
    await expect(opened()).rejects.toThrow(/The data key [0-9a-f]{16} of this database cannot be opened with/)
  })
})

describe('a key service', () => {
  let service: Server
  let answer: 'right' | 'never' | 'refuse' = 'right'
  beforeAll(async () => {
    service = createServer((request, reply) => {
      let text = ''
      request.on('data', (piece) => {
        text += piece
      })
      request.on('end', () => {
        if (answer === 'never') return
        const isKnown = request.headers.authorization === 'Bearer secret'
        if (answer === 'refuse' || !isKnown) return reply.writeHead(403).end()
        const { purpose, key } = JSON.parse(text) as { purpose: string; key: string }
        const bytes = Buffer.from(key, 'base64url').map(
          (byte, i) => byte ^ purpose.charCodeAt(i % purpose.length),
        )
        return reply.end(JSON.stringify({ key: Buffer.from(bytes).toString('base64url') }))
      })
    })
    await new Promise<void>((done) => service.listen(0, '127.0.0.1', done))
  })
  afterAll(() => {
    service.closeAllConnections()
    service.close()
  })
  const at = (timeoutMs = 20_000) => {
    const tokenFile = join(folder, 'token')
    writeFileSync(tokenFile, 'secret\n')
    const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/keys`
    return { suite: 'intl' as const, service: { url, tokenFile, timeoutMs } }
  }

  test('keeps the wrapping keys', async () => {
    answer = 'right'
    const { keys } = await opened('intl', at())
    const again = await opened('intl', at())
    expect(again.keys.open(keys.seal('text', 'a.b|c|1'), 'a.b|c|1')).toBe('text')
  })

  test('that does not answer, or refuses, stops the start in one sentence', async () => {
    answer = 'right'
    await opened('intl', at())
    answer = 'never'
    await expect(opened('intl', at(300))).rejects.toThrow(/did not answer within 300 ms/)
    answer = 'refuse'
    await expect(opened('intl', at())).rejects.toThrow(/answered 403 to unwrap/)
  })
})
