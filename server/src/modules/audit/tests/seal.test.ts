import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeBundle, leafHash, rootOf, TileReader, verifyConsistency } from '@xinqiao/standards/tlog'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readTile } from '../actions/read-tile.ts'
import type { Step } from '../actions/seal-log.ts'
import { takeTurns } from '../actions/take-turns.ts'
import { recordLeaf } from '../index.ts'
import { readEntry } from '../rules/entry.ts'
import { type Ledger, openLedger } from './support.ts'

let ledger: Ledger
beforeEach(async () => {
  ledger = await openLedger()
})
afterEach(() => ledger.close())

/** All entries of a log, in order, out of its bundles. */
async function entriesOf(size: number, log: 'audit' | 'public' = 'audit'): Promise<Uint8Array[]> {
  const entries: Uint8Array[] = []
  for (let index = 0; index * 256 < size; index++) {
    const width = Math.min(256, size - index * 256)
    const name = String(index).padStart(3, '0')
    const path = `tile/entries/${name}${width === 256 ? '' : `.p/${width}`}`
    entries.push(...decodeBundle((await readTile(ledger.ctx(), log, path))!)!)
  }
  return entries
}
const objects = (entries: Uint8Array[]) => entries.map((entry) => readEntry(entry)!.object)

describe('a turn of sealing', () => {
  test('gives every leaf one place, in a tree whose root is signed', async () => {
    for (const count of [1, 254, 1, 1, 300]) {
      await ledger.deeds(count, { tag: `t${count}` })
      await ledger.seal()
      const { size, root } = await ledger.checkpoint()
      const entries = await entriesOf(size)
      expect(Buffer.from(root).equals(rootOf(entries.map(leafHash)))).toBe(true)
      const reader = new TileReader((path) => readTile(ledger.ctx(), 'audit', path), size)
      expect(Buffer.from(await reader.root()).equals(root)).toBe(true)
    }
    const { size } = await ledger.checkpoint()
    expect(size).toBe(557)
    expect(objects(await entriesOf(size)).filter((object) => object === 't300-299')).toHaveLength(1)
  })

  test('begins a new log with a checkpoint of no entries', async () => {
    expect(await ledger.seal('public')).toEqual({ sealed: 0, isPublished: true })
    expect((await ledger.checkpoint('public')).size).toBe(0)
  })

  test('tells in the entry what was done and commits to the rest without telling it', async () => {
    await ledger.database.act((tx) =>
      recordLeaf(tx, {
        action: 'trial.done',
        object: 'thing',
        digest: 'ab'.repeat(32),
        detail: { colour: 'green' },
        subjectId: '11111111-1111-8111-8111-111111111111',
      }),
    )
    await ledger.seal()
    const [entry] = await entriesOf(1)
    const told = readEntry(entry!)!
    expect(Object.keys(told).sort()).toEqual(['actor', 'commit', 'object', 'subject', 't', 'type', 'v'])
    expect(told).toMatchObject({ v: 1, type: 'trial.done', object: 'thing', actor: 'test' })
    const text = Buffer.from(entry!).toString()
    for (const hidden of ['green', 'abab', '11111111-1111']) expect(text).not.toContain(hidden)
  })

  test('tells in the public log the digest and not who did it', async () => {
    await ledger.deeds(1, { log: 'public' })
    await ledger.seal('public')
    const told = readEntry((await entriesOf(1, 'public'))[0]!)!
    expect(Object.keys(told).sort()).toEqual(['commit', 'digest', 'object', 't', 'type', 'v'])
    expect((await ledger.checkpoint('public')).origin).toBe('test.example/tlog/public')
  })

  test('takes a leaf whose transaction ends late, after others with higher numbers had their places', async () => {
    let finish = () => {}
    const waiting = new Promise<void>((done) => {
      finish = done
    })
    let begun = () => {}
    const isBegun = new Promise<void>((done) => {
      begun = done
    })
    const late = ledger.database.act(async (tx) => {
      await recordLeaf(tx, { action: 'trial.late', object: 'late', digest: '00'.repeat(32) })
      begun()
      await waiting
    })
    await isBegun
    await ledger.deeds(3, { tag: 'early' })
    await ledger.seal()
    expect((await ledger.checkpoint()).size).toBe(3)
    finish()
    await late
    await ledger.seal()
    expect(objects(await entriesOf(4))).toEqual(['early-0', 'early-1', 'early-2', 'late'])
  })

  test('removes the unfinished forms of a tile that became full, and still gives them', async () => {
    await ledger.deeds(100)
    await ledger.seal()
    await ledger.deeds(200)
    await ledger.seal()
    expect(readdirSync(join(ledger.folder, 'audit/tile/0'))).toEqual(['000', '001.p'])
    expect((await readTile(ledger.ctx(), 'audit', 'tile/0/000.p/100'))?.length).toBe(3_200)
    expect(decodeBundle((await readTile(ledger.ctx(), 'audit', 'tile/entries/000.p/100'))!)).toHaveLength(100)
  })

  test('shortens a leaf that no entry could hold rather than stand still', async () => {
    const long = 'x'.repeat(70_000)
    await ledger.owner(
      `with kept as (insert into audit.leaf (at, actor, action, object, digest) values (now(), 'a', 'b', $1, '\\x00') returning log, seq)
       insert into audit.unsealed select log, seq from kept`,
      [long],
    )
    await ledger.seal()
    expect(objects(await entriesOf(1))[0]).toMatch(/^sha256:[0-9a-f]{64}$/)
  })
})

describe('killed between any two steps', () => {
  const steps: Step[] = ['begun', 'placed', 'tiles', 'signed', 'noted', 'published', 'tidied']

  test.each(steps)('at "%s", the next process makes one history of it', async (at) => {
    await ledger.deeds(250, { tag: 'first' })
    await ledger.seal()
    const before = await ledger.checkpoint()
    await ledger.deeds(20, { tag: 'second' })
    const killed = ledger.seal('audit', (step) => {
      if (step === at) throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    const signed = readFileSync(join(ledger.folder, 'audit/signed'), 'utf8')
    ledger.reborn()
    await ledger.deeds(10, { tag: 'third' })
    await ledger.seal()
    await ledger.seal()
    const after = await ledger.checkpoint()
    expect(after.size).toBe(280)
    const entries = await entriesOf(280)
    expect(new Set(objects(entries)).size).toBe(280)
    const root = (n: number) => rootOf(entries.slice(0, n).map(leafHash))
    expect(Buffer.from(after.root).equals(root(280))).toBe(true)
    // What was signed before the kill, published or not, is a beginning of what is published now.
    const [, size, signedRoot] = signed.split('\n')
    expect(Buffer.from(root(Number(size))).toString('base64')).toBe(signedRoot)
    const reader = new TileReader((path) => readTile(ledger.ctx(), 'audit', path), 280)
    expect(
      verifyConsistency(before.size, before.root, 280, after.root, await reader.consistency(before.size)),
    ).toBe(true)
  })

  test.each(steps)('at "%s" in the first turn of all', async (at) => {
    await ledger.deeds(5)
    await expect(
      ledger.seal('audit', (step) => {
        if (step === at) throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    ledger.reborn()
    await ledger.seal()
    expect((await ledger.checkpoint()).size).toBe(5)
  })
})

describe('several processes', () => {
  test('that seal at once leave one history with every leaf once', async () => {
    await ledger.deeds(700)
    await Promise.all(Array.from({ length: 6 }, () => takeTurns(ledger.ctx())))
    await ledger.deeds(5, { tag: 'more' })
    await Promise.all(Array.from({ length: 6 }, () => takeTurns(ledger.ctx())))
    expect((await ledger.checkpoint()).size).toBe(705)
    expect(new Set(objects(await entriesOf(705))).size).toBe(705)
  })

  test('one that was overtaken in its turn signs nothing', async () => {
    await ledger.deeds(3)
    await ledger.seal()
    await ledger.deeds(3, { tag: 'next' })
    const stale = ledger.seal('audit', async (step) => {
      if (step === 'begun')
        await ledger.owner(`update audit.sealing set epoch = epoch + 1 where log = 'audit'`)
    })
    await expect(stale).rejects.toThrow('another process')
    expect((await ledger.checkpoint()).size).toBe(3)
    await ledger.seal()
    expect((await ledger.checkpoint()).size).toBe(6)
  })
})
