import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pathsBelow } from '../../../../test/support/source.ts'
import { probeSealing } from '../actions/probe-sealing.ts'
import { destroySalt, rejoinLog, takeTurns, trustPolicy, verifyLedger } from '../index.ts'
import { Halt } from '../rules/halt.ts'
import { type Ledger, openLedger } from './support.ts'

let ledger: Ledger
beforeEach(async () => {
  ledger = await openLedger()
})
afterEach(() => ledger.close())

const check = (earlier?: string) =>
  verifyLedger(ledger.ctx(), { policy: trustPolicy(ledger.ctx()).policy, ...(earlier ? { earlier } : {}) })
const faults = async (earlier?: string) => (await check(earlier)).flatMap((report) => report.faults)
const haltOf = async () => {
  const error = await ledger.seal().catch((cause) => cause)
  return error instanceof Halt ? error.reason : error
}
const folder = (path = '') => join(ledger.folder, 'audit', path)
const copyOf = { tables: ['leaf', 'unsealed', 'entry', 'salt'] }

/** Takes the database back to how it is at the call: what `restore` does later is what a restored backup does. */
async function backup(): Promise<() => Promise<void>> {
  for (const table of copyOf.tables)
    await ledger.owner(`create table audit.backup_${table} as table audit.${table}`)
  await ledger.owner('create table audit.backup_sealing as table audit.sealing')
  return async () => {
    for (const table of copyOf.tables)
      await ledger.owner(
        `begin; delete from audit.${table}; insert into audit.${table} ${table === 'leaf' ? 'overriding system value' : ''} select * from audit.backup_${table}; commit`,
      )
    await ledger.owner(
      'begin; delete from audit.sealing; insert into audit.sealing select * from audit.backup_sealing; commit',
    )
    await ledger.owner(`select setval('audit.leaf_seq_seq', (select max(seq) from audit.leaf))`)
  }
}

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

describe('a database that was set back', () => {
  test('does not fork the log: sealing stands still, says so once, and business goes on', async () => {
    await ledger.seal('public')
    await ledger.deeds(10)
    await ledger.seal()
    const restore = await backup()
    await ledger.deeds(10, { tag: 'after the backup' })
    await ledger.seal()
    const before = await ledger.checkpoint()
    await restore()
    for (const isReborn of [false, true]) {
      if (isReborn) ledger.reborn()
      await ledger.deeds(15, { tag: 'after the restore' })
      expect(await haltOf()).toBe('database-shorter')
      await takeTurns(ledger.ctx())
      expect((await ledger.checkpoint()).size).toBe(before.size)
    }
    expect(await probeSealing(ledger.ctx())).toMatchObject({
      ok: false,
      logs: [
        { log: 'audit', halted: 'database-shorter', detail: { signed: 20 } },
        { log: 'public', ok: true },
      ],
    })
    const { rows } = await ledger.owner(
      `select count(*)::int as n from audit.leaf where action = 'audit.halt-sealing'`,
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  test('is rejoined with what was signed, and continues one history', async () => {
    await ledger.seal('public')
    await ledger.deeds(300)
    await ledger.seal()
    const restore = await backup()
    await ledger.deeds(50, { tag: 'after the backup' })
    await ledger.seal()
    const kept = readFileSync(folder('checkpoint'), 'utf8')
    await restore()
    await ledger.deeds(5, { tag: 'after the restore' })
    await takeTurns(ledger.ctx())
    expect(await rejoinLog(ledger.ctx(), 'audit')).toMatchObject({ from: 300, to: 350, faults: [] })
    expect(await rejoinLog(ledger.ctx(), 'audit')).toBeNull()
    ledger.reborn()
    await takeTurns(ledger.ctx())
    await takeTurns(ledger.ctx())
    ledger.reborn()
    await takeTurns(ledger.ctx())
    // Five new leaves, the halt, the rejoining, and that it goes on.
    expect((await ledger.checkpoint()).size).toBe(358)
    expect(await faults(kept)).toEqual([])
    expect(await probeSealing(ledger.ctx())).toMatchObject({ ok: true })
  })

  test('is not rejoined when it was changed besides, or the store is not what was signed', async () => {
    await ledger.deeds(10)
    await ledger.seal()
    const restore = await backup()
    await ledger.deeds(10, { tag: 'more' })
    await ledger.seal()
    await restore()
    await ledger.owner(`update audit.leaf set object = 'else' where seq = 3`)
    expect((await rejoinLog(ledger.ctx(), 'audit'))?.faults).toMatchObject([{ code: 'changed', leaf: 3 }])
    await ledger.owner(`update audit.leaf set object = 'thing-2' where seq = 3`)
    const file = folder('tile/entries/000.p/20')
    const bytes = readFileSync(file)
    bytes[400]! ^= 1
    writeFileSync(file, bytes)
    expect((await rejoinLog(ledger.ctx(), 'audit'))?.faults.length).toBeGreaterThan(0)
    expect(await haltOf()).toBe('database-shorter')
  })
})

describe('a tile store that is not what it was', () => {
  test.each([
    ['was set back', 'store-shorter'],
    ['is lost', 'store-shorter'],
    ['lost its edge', 'tiles-damaged'],
    ['has a flipped byte at its edge', 'tiles-damaged'],
    ['has another key', 'signed-by-another'],
  ] as const)('%s: sealing stands still as %s', async (what, reason) => {
    await ledger.deeds(10)
    await ledger.seal()
    const aside = `${ledger.folder}-aside`
    cpSync(ledger.folder, aside, { recursive: true })
    await ledger.deeds(10, { tag: 'more' })
    await ledger.seal()
    if (what === 'was set back') {
      rmSync(folder(), { recursive: true })
      cpSync(join(aside, 'audit'), folder(), { recursive: true })
    }
    if (what === 'is lost') rmSync(folder(), { recursive: true })
    if (what === 'lost its edge') rmSync(folder('tile/0'), { recursive: true })
    if (what === 'has a flipped byte at its edge') {
      const bytes = readFileSync(folder('tile/0/000.p/20'))
      bytes[100]! ^= 1
      writeFileSync(folder('tile/0/000.p/20'), bytes)
    }
    if (what === 'has another key')
      ledger.database.deps.settings = { ...ledger.database.deps.settings, logName: 'other/tlog' }
    rmSync(aside, { recursive: true })
    ledger.reborn()
    await ledger.deeds(1, { tag: 'new' })
    expect(await haltOf()).toBe(reason)
  })

  test('a changed row below the last signed entries stops a new process', async () => {
    await ledger.deeds(10)
    await ledger.seal()
    await ledger.owner(`update audit.leaf set object = 'else' where seq = 4`)
    ledger.reborn()
    await ledger.deeds(1, { tag: 'new' })
    expect(await haltOf()).toBe('database-differs')
  })

  test('a leaf removed before it was sealed leaves a leaf that says so', async () => {
    await ledger.deeds(3)
    await ledger.owner('delete from audit.leaf where seq = 2')
    await ledger.seal()
    await ledger.seal()
    const { rows } = await ledger.owner(`select object from audit.leaf where action = 'audit.leaf-missing'`)
    expect(rows).toEqual([{ object: '2' }])
    expect((await ledger.checkpoint()).size).toBe(3)
  })
})

test('the application may not change leaves, places or what is signed', async () => {
  expect(pathsBelow('server/src/modules/audit/migrations', /\.sql$/)).toHaveLength(2)
  for (const text of [
    'update audit.leaf set actor = actor',
    'delete from audit.leaf',
    'update audit.entry set position = 0',
    'delete from audit.entry',
    'delete from audit.sealing',
    "insert into audit.sealing (log, epoch, size, published) values ('x', 0, 0, 0)",
    'update audit.salt set salt = salt',
  ])
    await expect(ledger.database.pool.query(text), text).rejects.toThrow(/permission denied/)
})
