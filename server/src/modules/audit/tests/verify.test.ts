import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { destroySalt, trustPolicy, verifyLedger } from '../index.ts'
import { type Ledger, openLedger } from './support.ts'

let ledger: Ledger
beforeEach(async () => {
  ledger = await openLedger()
})
afterEach(() => ledger.close())

const check = (earlier?: string) =>
  verifyLedger(ledger.ctx(), { policy: trustPolicy(ledger.ctx()).policy, ...(earlier ? { earlier } : {}) })
const faults = async (earlier?: string) => (await check(earlier)).flatMap((report) => report.faults)
const folder = (path = '') => join(ledger.folder, 'audit', path)

describe('verify', () => {
  test('finds an untouched ledger in order, with a fresh one, a full tile and unsealed leaves', async () => {
    expect(await faults()).toMatchObject([{ code: 'checkpoint' }, { code: 'checkpoint' }])
    await ledger.seal('public')
    for (const count of [255, 1, 60]) {
      await ledger.deeds(count, { tag: `t${count}` })
      await ledger.seal()
      expect(await faults()).toEqual([])
    }
    await ledger.deeds(3, { tag: 'not yet' })
    expect(await check()).toMatchObject([
      { log: 'audit', size: 316, faultCount: 0 },
      { log: 'public', size: 0, faultCount: 0 },
    ])
  })

  test('names every leaf that was changed, in whatever column, and no other', async () => {
    await ledger.seal('public')
    await ledger.deeds(300)
    await ledger.seal()
    const changes = [
      "action = 'trial.else'",
      "object = 'else'",
      "actor = 'somebody'",
      "at = at + interval '1 second'",
      "digest = '\\x01'",
      `detail = '{"i": 7}'`,
      "subject = '11111111-1111-8111-8111-111111111111'",
    ]
    for (const [i, change] of changes.entries())
      await ledger.owner(`update audit.leaf set ${change} where seq = ${10 + i}`)
    expect((await faults()).map(({ code, leaf, position }) => [code, leaf, position])).toEqual(
      changes.map((_, i) => ['changed', 10 + i, 9 + i]),
    )
  })

  test('names leaves that were removed, with or without all that stands beside them', async () => {
    await ledger.seal('public')
    await ledger.deeds(20)
    await ledger.seal()
    await ledger.owner('delete from audit.leaf where seq = 3')
    await ledger.owner('delete from audit.leaf where seq = 5')
    await ledger.owner('delete from audit.entry where leaf_seq = 5')
    await ledger.owner('delete from audit.salt where leaf_seq = 5')
    await ledger.owner('delete from audit.leaf where seq = 7')
    await ledger.owner('update audit.entry set leaf_seq = null where leaf_seq = 7')
    expect((await faults()).map(({ code, position, told }) => [code, position, told?.split(' ')[1]])).toEqual(
      [
        ['removed', 2, 'thing-2'],
        ['removed', 4, 'thing-4'],
        ['removed', 6, 'thing-6'],
      ],
    )
  })

  test('names leaves that were added behind the log, swapped, or lost their salt', async () => {
    await ledger.seal('public')
    await ledger.deeds(20)
    await ledger.seal()
    await ledger.owner(
      `insert into audit.leaf (at, actor, action, object, digest) values (now(), 'x', 'y', 'z', '\\x00')`,
    )
    await ledger.owner('update audit.entry set leaf_seq = 1000 where leaf_seq = 4')
    await ledger.owner('update audit.entry set leaf_seq = 4 where leaf_seq = 5')
    await ledger.owner('update audit.entry set leaf_seq = 5 where leaf_seq = 1000')
    await ledger.owner('delete from audit.salt where leaf_seq = 9')
    expect((await faults()).map(({ code, leaf }) => [code, leaf])).toEqual([
      ['changed', 5],
      ['changed', 4],
      ['salt', 9],
      ['added', 21],
    ])
  })

  test('accepts a salt destroyed on purpose, and still sees the leaf changed', async () => {
    await ledger.seal('public')
    await ledger.deeds(5)
    expect(await ledger.database.act((tx) => destroySalt(tx, 3, 'too early'))).toBe(false)
    await ledger.seal()
    expect(await ledger.database.act((tx) => destroySalt(tx, 3, 'asked for'))).toBe(true)
    expect(await ledger.database.act((tx) => destroySalt(tx, 3, 'asked for'))).toBe(false)
    await ledger.seal()
    expect(await faults()).toEqual([])
    await ledger.owner(`update audit.leaf set object = 'else' where seq = 3`)
    expect(await faults()).toMatchObject([{ code: 'changed', leaf: 3 }])
  })

  test('finds one flipped byte in any file of the log, and names the file or the entry', async () => {
    await ledger.seal('public')
    await ledger.deeds(300)
    await ledger.seal()
    const files = readdirSync(folder('tile'), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name))
    expect(files).toHaveLength(5)
    for (const file of files) {
      const bytes = readFileSync(file)
      for (const at of [0, 1, 2, Math.floor(bytes.length / 2), bytes.length - 1]) {
        if (at >= bytes.length) continue
        const changed = Buffer.from(bytes)
        changed[at]! ^= 0x20
        writeFileSync(file, changed)
        const found = await faults()
        const path = file.slice(folder().length + 1)
        const isNamed = found.some(
          (fault) =>
            fault.path === path ||
            (path.includes('entries') &&
              (fault.code === 'entry' || fault.code === 'tile') &&
              !fault.path?.includes('/0/')),
        )
        expect([path, at, isNamed, found.length > 0]).toEqual([path, at, true, true])
        // No leaf is accused of what happened to a file.
        if (!path.includes('entries')) expect(found.every(({ code }) => code === 'tile')).toBe(true)
      }
      writeFileSync(file, bytes)
    }
    expect(await faults()).toEqual([])
  })

  test('finds a flipped byte in the checkpoint, a missing tile and a log that was begun anew', async () => {
    await ledger.seal('public')
    await ledger.deeds(30)
    await ledger.seal()
    const kept = readFileSync(folder('checkpoint'), 'utf8')
    for (let at = 0; at < kept.length - 4; at += 9) {
      const changed = Buffer.from(kept)
      changed[at]! ^= 0x04
      writeFileSync(folder('checkpoint'), changed)
      expect((await faults()).map(({ code }) => code)).toEqual(['checkpoint'])
    }
    writeFileSync(folder('checkpoint'), kept)
    expect(await faults(kept)).toEqual([])
    rmSync(folder('tile/0/000.p/30'))
    expect(await faults()).toMatchObject([{ code: 'tile', path: 'tile/0/000.p/30' }, { code: 'tile' }])
    // All of it thrown away and made anew with other leaves, by whoever holds the key.
    rmSync(folder(), { recursive: true })
    for (const table of ['entry', 'salt', 'leaf']) await ledger.owner(`delete from audit.${table}`)
    await ledger.owner('update audit.sealing set size = 0, root = null, published = 0')
    ledger.reborn()
    await ledger.deeds(40, { tag: 'else' })
    await ledger.seal()
    expect(await faults()).toEqual([])
    expect(await faults(kept)).toMatchObject([{ code: 'not-continued' }])
  })
})
