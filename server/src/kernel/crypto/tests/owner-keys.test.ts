import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readKeyFile } from '../key-file.ts'
import { fileProvider } from '../key-provider.ts'
import { Forgotten, keysOf } from '../keys.ts'
import { fileOwners } from '../owner-keys.ts'
import { OwnerTree } from '../owner-tree.ts'
import { suites } from '../suite.ts'

const fresh = () => new OwnerTree({ digest: 'sha256', nodes: [['', '11'.repeat(32)]] })
const path = fc.stringMatching(/^[0-9a-f]{16}$/)

describe('a tree of keys', () => {
  test('forgets what it is told to and gives every other key as before, also after it was kept and read', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(path, { minLength: 1, maxLength: 8 }),
        fc.uniqueArray(path),
        (gone, others) => {
          const tree = fresh()
          for (const one of gone) expect(tree.forget(one)).toBe(true)
          const kept = new OwnerTree(tree.toNodes())
          for (const one of gone) {
            expect(() => kept.keyAt(one)).toThrow(Forgotten)
            expect(kept.forget(one)).toBe(false)
          }
          for (const one of others.filter((o) => !gone.includes(o)))
            expect(kept.keyAt(one).equals(fresh().keyAt(one))).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('forgets a neighbour that differs in the last digit only', () => {
    const tree = fresh()
    tree.forget('0123456789abcde0')
    expect(tree.keyAt('0123456789abcde1').equals(fresh().keyAt('0123456789abcde1'))).toBe(true)
    tree.forget('0123456789abcde1')
    expect(() => tree.keyAt('0123456789abcde1')).toThrow(Forgotten)
  })

  test('keeps no key from which a forgotten one follows: no node stands above it', () => {
    const tree = fresh()
    tree.forget('0123456789abcdef')
    const { nodes } = tree.toNodes()
    expect(nodes).toHaveLength(16 * 15)
    expect(nodes.filter(([prefix]) => '0123456789abcdef'.startsWith(prefix))).toEqual([])
  })
})

test('what was sealed for an owner is gone with the key, what was sealed for others is not', async () => {
  const keys = keysOf(Buffer.alloc(32, 1), Buffer.alloc(32, 2))
  const [one, other] = [keys.seal('甲', 't|c|1', 'a'), keys.seal('乙', 't|c|2', 'b')]
  const digest = keys.contentDigest('甲', 'a')
  expect(keys.contentDigest('甲', 'a')).toBe(digest)
  expect(keys.contentDigest('甲', 'b')).not.toBe(digest)
  await keys.forget(['a'], new Date())
  expect(() => keys.open(one, 't|c|1')).toThrow(Forgotten)
  expect(() => keys.seal('甲', 't|c|1', 'a')).toThrow(Forgotten)
  expect(() => keys.contentDigest('甲', 'a')).toThrow(Forgotten)
  expect(keys.open(other, 't|c|2')).toBe('乙')
  expect(keys.forgotten().map((f) => f.owner)).toEqual(['a'])
})

describe('the file of owners’ keys', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'owners-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  const provider = () => {
    const file = join(folder, 'keys.json')
    return fileProvider(file, readKeyFile(file), suites.intl)
  }

  test('is for the owner alone, shows no key, and another process follows what was forgotten', async () => {
    const file = join(folder, 'keys.persons.json')
    const mine = await fileOwners(file, provider(), suites.intl)
    const theirs = await fileOwners(file, provider(), suites.intl)
    const [gone, kept] = [randomBytes(8).toString('hex'), randomBytes(8).toString('hex')]
    expect(mine.keyAt(gone).equals(theirs.keyAt(gone))).toBe(true)
    await mine.forget([{ owner: 'a', path: gone }], new Date('2026-01-01T00:00:00Z'))
    await theirs.refresh()
    expect(() => theirs.keyAt(gone)).toThrow(Forgotten)
    expect(theirs.keyAt(kept).equals(mine.keyAt(kept))).toBe(true)
    expect(theirs.forgotten()).toEqual([{ owner: 'a', path: gone, at: '2026-01-01T00:00:00.000Z' }])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).not.toContain(gone)
  })

  test('opened with other wrapping keys stops the start in one sentence', async () => {
    const file = join(folder, 'keys.persons.json')
    const strange = join(folder, 'strange.json')
    const other = fileProvider(strange, readKeyFile(strange), suites.intl)
    await expect(fileOwners(file, other, suites.intl)).rejects.toThrow(
      /keys of single persons in .* cannot be opened with .*strange\.json/,
    )
  })
})
