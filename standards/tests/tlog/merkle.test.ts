import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyNodes,
  emptyRoot,
  fromBase64,
  type Hash,
  leafHash,
  nodesCovering,
  rootOf,
  TileMissing,
  TileReader,
  tilePath,
  verifyConsistency,
  verifyInclusion,
} from '../../src/tlog/index.ts'
import { entriesOf, fetchFrom, filesOf, hex, rootByDefinition } from './support.ts'

/** The eight entries that implementations of RFC 6962 are commonly compared on, and the roots of their first n. */
const known = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((text) => Uint8Array.from(Buffer.from(text, 'hex')))
const knownRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const size = fc.integer({ min: 1, max: 600 })
const rootsOf = (entries: readonly Uint8Array[], sizes: number[]): Hash[] =>
  sizes.map((n) => rootOf(entries.slice(0, n).map(leafHash)))

describe('the tree of RFC 6962', () => {
  test.each(knownRoots.map((root, n) => [n, root]))('has the known root over %i entries', (n, root) => {
    expect(hex(rootOf(known.slice(0, n as number).map(leafHash)))).toBe(root)
  })

  test('has the root its definition gives, whatever its size', () => {
    fc.assert(
      fc.property(size, (n) => {
        const entries = entriesOf(n)
        expect(hex(rootOf(entries.map(leafHash)))).toBe(hex(rootByDefinition(entries)))
      }),
      { numRuns: 60 },
    )
  })

  test('is covered by few nodes, each whole and in its place', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (end) => {
        const nodes = nodesCovering(0, end)
        expect(nodes.reduce((sum, { level }) => sum + 2 ** level, 0)).toBe(end)
        expect(nodes.length).toBeLessThan(54)
      }),
    )
  })
})

describe('inclusion', () => {
  test('of every leaf is proven from the tiles, at sizes around the width of a tile', async () => {
    for (const n of [1, 2, 3, 255, 256, 257, 700]) {
      const entries = entriesOf(n)
      const reader = new TileReader(fetchFrom(filesOf(entries)), n)
      const root = await reader.root()
      expect(hex(root)).toBe(hex(rootByDefinition(entries)))
      for (const [i, entry] of entries.entries())
        if (n < 4 || i % 9 === 0 || i === n - 1)
          expect(verifyInclusion(leafHash(entry), i, n, await reader.inclusion(i), root)).toBe(true)
    }
  })

  test('is not proven for another leaf, index, size, root or with another proof', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(), fc.integer({ min: 0, max: 255 }), async (n, a, b, bit) => {
        const entries = entriesOf(n)
        const index = a % n
        const reader = new TileReader(fetchFrom(filesOf(entries)), n)
        const [root, proof, leaf] = [
          await reader.root(),
          await reader.inclusion(index),
          leafHash(entries[index]!),
        ]
        expect(verifyInclusion(flip(leaf, bit), index, n, proof, root)).toBe(false)
        expect(verifyInclusion(leaf, index, n, proof, flip(root, bit))).toBe(false)
        expect(verifyInclusion(leaf, index, n, [...proof, root], root)).toBe(false)
        expect(verifyInclusion(leaf, index, n, [root, ...proof], root)).toBe(false)
        for (const wrong of [index + 1, index - 1, -1, 0.5, n, Number.NaN])
          if (wrong !== index) expect(verifyInclusion(leaf, wrong, n, proof, root)).toBe(false)
        if (proof.length === 0) return
        const i = b % proof.length
        expect(verifyInclusion(leaf, index, n, proof.with(i, flip(proof[i]!, bit)), root)).toBe(false)
        expect(verifyInclusion(leaf, index, n, proof.toSpliced(i, 1), root)).toBe(false)
        expect(verifyInclusion(leaf, index, n, proof.with(i, proof[i]!.subarray(1)), root)).toBe(false)
      }),
      { numRuns: 80 },
    )
  })

  test('stands as a hand-made case: the third of seven', () => {
    const proof = [
      leafHash(known[3]!),
      rootOf(known.slice(0, 2).map(leafHash)),
      rootOf(known.slice(4, 7).map(leafHash)),
    ]
    const root = Uint8Array.from(Buffer.from(knownRoots[7]!, 'hex'))
    expect(verifyInclusion(leafHash(known[2]!), 2, 7, proof, root)).toBe(true)
    expect(verifyInclusion(leafHash(known[2]!), 2, 4, proof, root)).toBe(false)
    expect(verifyInclusion(leafHash(known[2]!), 3, 7, proof, root)).toBe(false)
  })
})

describe('consistency', () => {
  test('is proven between any two sizes, and between no two other trees', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.integer({ min: 0, max: 255 }), async (n, a, bit) => {
        const old = 1 + (a % n)
        const entries = entriesOf(n)
        const [oldRoot, root] = rootsOf(entries, [old, n]) as [Hash, Hash]
        const proof = await new TileReader(fetchFrom(filesOf(entries)), n).consistency(old)
        expect(verifyConsistency(old, oldRoot, n, root, proof)).toBe(true)
        expect(verifyConsistency(old, flip(oldRoot, bit), n, root, proof)).toBe(false)
        expect(verifyConsistency(old, oldRoot, n, flip(root, bit), proof)).toBe(false)
        expect(verifyConsistency(old, oldRoot, n, root, [...proof, root])).toBe(false)
        if (old !== n) {
          expect(verifyConsistency(n, root, old, oldRoot, proof)).toBe(false)
          expect(verifyConsistency(old, oldRoot, n, root, [])).toBe(false)
          expect(verifyConsistency(old, oldRoot, n, root, [oldRoot, ...proof])).toBe(false)
          const i = a % proof.length
          expect(verifyConsistency(old, oldRoot, n, root, proof.with(i, flip(proof[i]!, bit)))).toBe(false)
        }
      }),
      { numRuns: 80 },
    )
  })

  test('stands as hand-made cases: from 3, from 4 and from 6 to 7', () => {
    const [, , , r3, r4, , r6, r7] = knownRoots.map((root) => Uint8Array.from(Buffer.from(root, 'hex')))
    const leaf = (i: number) => leafHash(known[i]!)
    const over = (from: number, to: number) => rootOf(known.slice(from, to).map(leafHash))
    expect(verifyConsistency(3, r3!, 7, r7!, [leaf(2), leaf(3), over(0, 2), over(4, 7)])).toBe(true)
    expect(verifyConsistency(4, r4!, 7, r7!, [over(4, 7)])).toBe(true)
    expect(verifyConsistency(6, r6!, 7, r7!, [over(4, 6), leaf(6), r4!])).toBe(true)
    expect(verifyConsistency(6, r6!, 7, r7!, [over(4, 6), r4!, leaf(6)])).toBe(false)
  })

  test('of two empty trees holds for the one root an empty tree has, and for no other', () => {
    const other = rootOf(known.map(leafHash))
    expect(verifyConsistency(0, emptyRoot, 0, emptyRoot, [])).toBe(true)
    expect(verifyConsistency(0, other, 0, other, [])).toBe(false)
    expect(verifyConsistency(0, other, 0, emptyRoot, [])).toBe(false)
    expect(verifyConsistency(0, emptyRoot, 0, emptyRoot, [other])).toBe(false)
    expect(verifyConsistency(0, other, 8, other, [])).toBe(false)
    expect(verifyConsistency(0, emptyRoot, 8, other, [])).toBe(false)
    expect(verifyConsistency(0, emptyRoot, 8, other, [other])).toBe(false)
  })

  test('of one size holds for one root and an empty proof only', () => {
    const one = fromBase64('bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=')!
    expect(hex(one)).toBe(knownRoots[1])
    expect(verifyConsistency(1, one, 1, one, [])).toBe(true)
    expect(verifyConsistency(1, one, 1, one, [one])).toBe(false)
    expect(verifyConsistency(1, one, 1, emptyRoot, [])).toBe(false)
    expect(verifyConsistency(2, one, 1, one, [])).toBe(false)
  })

  test('cannot be asked of a tree that shrinks or of sizes that are none', () => {
    for (const [old, n] of [
      [2, 1],
      [-1, 1],
      [0.5, 1],
      [1, 2 ** 53],
    ] as const)
      expect(() => consistencyNodes(old, n)).toThrow(RangeError)
  })
})

test('one flipped bit in any tile of hashes changes the root a reader computes or breaks the proof', async () => {
  const entries = entriesOf(600)
  const files = filesOf(entries)
  const root = hex(rootByDefinition(entries))
  for (const [path, bytes] of files) {
    if (path.startsWith('tile/entries/')) continue
    const level = Number(path.split('/')[1])
    // What a full tile of leaves says is hashed into the level above, where the root is read from.
    if (level === 0 && !path.includes('.p/')) continue
    const changed = new Map(files).set(path, flip(bytes, bytes.length * 4))
    expect(hex(await new TileReader(fetchFrom(changed), 600).root())).not.toBe(root)
  }
  const full = tilePath({ level: 0, index: 1, width: 256 })
  const changed = new Map(files).set(full, flip(files.get(full)!, 3 * 256))
  const proof = await new TileReader(fetchFrom(changed), 600).inclusion(300)
  expect(verifyInclusion(leafHash(entries[300]!), 300, 600, proof, rootByDefinition(entries))).toBe(false)
})

test('a tile that is missing or cut short is named', async () => {
  const files = filesOf(entriesOf(300))
  const path = tilePath({ level: 0, index: 1, width: 44 })
  const reading = (bytes: Uint8Array | null) =>
    new TileReader(async (at) => (at === path ? bytes : (files.get(at) ?? null)), 300).root()
  for (const bytes of [null, files.get(path)!.subarray(1), new Uint8Array(0)])
    await expect(reading(bytes)).rejects.toThrow(new TileMissing(path).message)
})

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[(bit >> 3) % copy.length]! ^= 1 << (bit & 7)
  return copy
}
