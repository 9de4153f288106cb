import { decimalIn } from './bytes.ts'
import { type Hash, hashBytes, type Node, nodeHash, rootOf } from './merkle.ts'

/** Hashes of a full tile, entries of a full bundle. */
export const tileWidth = 256
/** Levels of the tree between one level of tiles and the next. */
const tileHeight = 8

/** A tile of hashes (`level` 0 to 63) or, with `level` 'entries', a bundle of entries. `width` is 1 to 256. */
export type Tile = { level: number | 'entries'; index: number; width: number }

/** The path of a tile below the log's prefix, e.g. `tile/0/x001/234.p/17`. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0')
  const parts = digits.match(/\d{3}/g)!
  const number = parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join('/')
  return `tile/${level}/${number}${width === tileWidth ? '' : `.p/${width}`}`
}

/** The tile a path names; null for a path that no tile has, also where it is only written otherwise. */
export function parseTilePath(path: string): Tile | null {
  const found = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path)
  if (!found) return null
  const level = found[1] === 'entries' ? 'entries' : decimalIn(found[1]!)
  const index = Number(found[2]!.replace(/[x/]/g, ''))
  const width = found[3] === undefined ? tileWidth : decimalIn(found[3])
  if (level === null || width === null || width < 1 || !Number.isSafeInteger(index)) return null
  const tile: Tile = { level, index, width }
  return (level === 'entries' || level <= 63) && tilePath(tile) === path ? tile : null
}

/** How wide a tile is in a tree of a size; 0 where the tree does not reach it. */
export function widthIn(size: number, level: number | 'entries', index: number): number {
  const hashes = Math.floor(size / tileWidth ** (level === 'entries' ? 0 : level))
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth))
}

/** The tiles and bundles that a tree of a size has and the smaller one had not, or not as wide; bottom up. */
export function newTiles(oldSize: number, size: number): Tile[] {
  const tiles: Tile[] = []
  for (const level of ['entries', 0, 1, 2, 3, 4, 5, 6] as const) {
    const unit = tileWidth ** (level === 'entries' ? 0 : level)
    const [had, has] = [Math.floor(oldSize / unit), Math.floor(size / unit)]
    if (has === 0) break
    if (had === has) continue
    for (let index = Math.floor(had / tileWidth); index * tileWidth < has; index++)
      tiles.push({ level, index, width: widthIn(size, level, index) })
  }
  return tiles
}

/** The tile of a tree of a size that holds a node, or the hashes it is made of. */
export function tileOf({ level, index }: Node, size: number): Tile {
  const tileLevel = Math.floor(level / tileHeight)
  const first = index * 2 ** (level % tileHeight)
  const tileIndex = Math.floor(first / tileWidth)
  return { level: tileLevel, index: tileIndex, width: widthIn(size, tileLevel, tileIndex) }
}

/** The hash of a node out of its tile's bytes. Throws a RangeError when the tile is too short. */
export function nodeIn(tile: Uint8Array, { level, index }: Node): Hash {
  const width = 2 ** (level % tileHeight)
  const first = (index * width) % tileWidth
  let hashes = Array.from({ length: width }, (_, i) => hashAt(tile, first + i))
  while (hashes.length > 1)
    hashes = Array.from({ length: hashes.length / 2 }, (_, i) => nodeHash(hashes[2 * i]!, hashes[2 * i + 1]!))
  return hashes[0]!
}

/** The hash at a place of a tile. */
export function hashAt(tile: Uint8Array, place: number): Hash {
  const end = (place + 1) * hashBytes
  if (place < 0 || end > tile.length) throw new RangeError('the tile does not reach so far')
  return tile.subarray(end - hashBytes, end)
}

/** The hash over a full tile: what stands for it in the level above. */
export function tileRoot(tile: Uint8Array): Hash {
  if (tile.length !== tileWidth * hashBytes) throw new RangeError('only a full tile has a root')
  return rootOf(Array.from({ length: tileWidth }, (_, i) => hashAt(tile, i)))
}
