import {
  decodeBundle,
  type Hash,
  hashAt,
  leafHash,
  sameBytes,
  tilePath,
  tileWidth,
} from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import { GrowingTree } from '../rules/growing-tree.ts'
import type { Log } from '../schema.ts'
import { readTile } from './read-tile.ts'

/** The right edge of a log of a size, out of its tiles. Null where a tile of the edge is missing or not whole. */
export async function loadTree(
  ctx: Pick<Ctx, 'published'>,
  log: Log,
  size: number,
): Promise<GrowingTree | null> {
  const edge: Hash[][] = []
  for (let level = 0, unit = 1; unit <= size; level++, unit *= tileWidth) {
    const hashes = Math.floor(size / unit)
    const width = hashes % tileWidth
    edge.push([])
    if (width === 0) continue
    const bytes = await readTile(ctx, log, tilePath({ level, index: Math.floor(hashes / tileWidth), width }))
    if (bytes?.length !== width * 32) return null
    edge[level] = Array.from({ length: width }, (_, i) => hashAt(bytes, i))
  }
  const width = size % tileWidth
  if (width === 0) return new GrowingTree(size, edge)
  const path = tilePath({ level: 'entries', index: Math.floor(size / tileWidth), width })
  const bundle = await readTile(ctx, log, path)
  const entries = bundle && decodeBundle(bundle)
  const isWhole =
    entries?.length === width && entries.every((entry, i) => sameBytes(leafHash(entry), edge[0]![i]!))
  return isWhole ? new GrowingTree(size, edge, entries) : null
}
