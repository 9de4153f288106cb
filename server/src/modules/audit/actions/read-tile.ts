import { decodeBundle, encodeBundle, parseTilePath, tilePath, tileWidth } from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import type { Log } from '../schema.ts'

/**
 * A tile or bundle of a log by its path below the log. One that has become full is given as wide as it is asked for;
 * null where there is none.
 */
export async function readTile(
  { published }: Pick<Ctx, 'published'>,
  log: Log,
  path: string,
): Promise<Uint8Array | null> {
  const tile = parseTilePath(path)
  if (tile === null) return null
  const exact = await published.read(`${log}/${path}`)
  if (exact !== null || tile.width === tileWidth) return exact
  const full = await published.read(`${log}/${tilePath({ ...tile, width: tileWidth })}`)
  if (full === null) return null
  if (tile.level !== 'entries') return full.subarray(0, tile.width * 32)
  const entries = decodeBundle(full)
  return entries === null ? null : encodeBundle(entries.slice(0, tile.width))
}
