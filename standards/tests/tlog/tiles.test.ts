import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeBundle,
  encodeBundle,
  leafHash,
  newTiles,
  parseTilePath,
  proveRow,
  rootOverRows,
  type Tile,
  tilePath,
  utf8,
  verifyInclusion,
  widthIn,
} from '../../src/tlog/index.ts'
import { entriesOf, filesOf, hex } from './support.ts'

const anyTile: fc.Arbitrary<Tile> = fc.record({
  level: fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 })),
  index: fc.integer({ min: 0, max: 2 ** 45 }),
  width: fc.integer({ min: 1, max: 256 }),
})

describe('the path of a tile', () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 273, width: 112 }, 'tile/0/273.p/112'],
    [{ level: 1, index: 1_234_067, width: 256 }, 'tile/1/x001/x234/067'],
    [{ level: 2, index: 1_000, width: 1 }, 'tile/2/x001/000.p/1'],
    [{ level: 'entries', index: 999, width: 5 }, 'tile/entries/999.p/5'],
  ] as [Tile, string][])('of %o is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(parseTilePath(path)).toEqual(tile)
  })

  test('is read back as the tile it names', () => {
    fc.assert(
      fc.property(anyTile, (tile) => {
        expect(parseTilePath(tilePath(tile))).toEqual(tile)
      }),
    )
  })

  test.each([
    '',
    'tile',
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/0/x000/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/001/000',
    'tile/0/x001/x000/x000/x000/x000/x000/000',
    'tile/0/../000',
    'tile/-1/000',
    '/tile/0/000',
    'tile/0/000\n',
    'tile/data/000',
  ])('is refused where no tile has it: %j', (path) => expect(parseTilePath(path)).toBeNull())
})

describe('the tiles of a tree', () => {
  test('of 70,000 entries are those the specification counts', () => {
    const tiles = newTiles(0, 70_000)
    const of = (level: Tile['level']) => tiles.filter((tile) => tile.level === level)
    expect([of(0).length, of(0).at(-1)!.width]).toEqual([274, 112])
    expect(of(1).map(({ width }) => width)).toEqual([256, 17])
    expect(of(2)).toEqual([{ level: 2, index: 0, width: 1 }])
    expect(of('entries').length).toBe(274)
    expect(of(3)).toEqual([])
  })

  test('that grew are the same files as those of the whole, wherever it stopped between', () => {
    fc.assert(
      fc.property(fc.nat(70_000), fc.nat(70_000), (a, b) => {
        const [old, size] = [Math.min(a, b), Math.max(a, b)]
        const paths = new Set([...newTiles(0, old), ...newTiles(old, size)].map(tilePath))
        for (const tile of newTiles(0, size)) expect(paths.has(tilePath(tile))).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  test('are never empty and never wider than 256', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), fc.nat(300), (old, more) => {
        for (const { level, index, width } of newTiles(old, old + more)) {
          expect(width).toBeGreaterThan(0)
          expect(width).toBe(widthIn(old + more, level, index))
        }
      }),
    )
  })
})

describe('a bundle of entries', () => {
  test('gives back the entries it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 256 }), (entries) => {
        expect(decodeBundle(encodeBundle(entries))?.map(hex)).toEqual(entries.map(hex))
      }),
      { numRuns: 50 },
    )
  })

  test('takes entries of 65,535 bytes and not of one more, and 256 of them and not one more', () => {
    expect(decodeBundle(encodeBundle([new Uint8Array(65_535)]))?.[0]?.length).toBe(65_535)
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow(RangeError)
    expect(() => encodeBundle(entriesOf(257))).toThrow(RangeError)
    const one = [...encodeBundle([utf8('x')])]
    expect(decodeBundle(Uint8Array.from(Array.from({ length: 257 }, () => one).flat()))).toBeNull()
  })

  test('that breaks off anywhere between its entries is none', () => {
    const bundle = encodeBundle([utf8('first'), utf8('second')])
    for (let end = 1; end < bundle.length; end++)
      if (end !== 7) expect(decodeBundle(bundle.subarray(0, end))).toBeNull()
  })

  test('of a log of no entries does not exist', () => expect([...filesOf([])]).toEqual([]))
})

describe('rows below one root', () => {
  test('are provable one by one, and only as what they are', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 300 }), fc.nat(), (rows, n) => {
        const index = n % rows.length
        const root = rootOverRows(rows)
        const proof = proveRow(rows, index)
        expect(verifyInclusion(leafHash(utf8(rows[index]!)), index, rows.length, proof, root)).toBe(true)
        expect(verifyInclusion(leafHash(utf8(`${rows[index]}x`)), index, rows.length, proof, root)).toBe(
          false,
        )
      }),
    )
    expect(() => proveRow(['a'], 1)).toThrow(RangeError)
  })
})
