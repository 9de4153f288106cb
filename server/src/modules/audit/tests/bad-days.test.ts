import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pathsBelow } from '../../../../test/support/source.ts'
import { probeSealing } from '../actions/probe-sealing.ts'
import { rejoinLog, takeTurns, trustPolicy, verifyLedger } from '../index.ts'
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
  expect(pathsBelow('server/src/modules/audit/migrations', /\.sql$/)).toHaveLength(3)
  for (const text of [
    'update audit.leaf set actor = actor',
    'delete from audit.leaf',
    'update audit.public_leaf set actor = actor',
    'update audit.entry set position = 0',
    'delete from audit.entry',
    'delete from audit.sealing',
    "insert into audit.sealing (log, epoch, size, published) values ('x', 0, 0, 0)",
    'update audit.salt set salt = salt',
  ])
    await expect(ledger.database.pool.query(text), text).rejects.toThrow(
      /permission denied|cannot update view/,
    )
})
