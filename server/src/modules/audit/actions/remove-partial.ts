import { newTiles, tilePath, tileWidth } from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import type { Log } from '../schema.ts'

/** Removes the unfinished forms of tiles that became full between two sizes. */
export async function removePartial(
  { published }: Pick<Ctx, 'published'>,
  log: Log,
  oldSize: number,
  size: number,
): Promise<void> {
  for (const tile of newTiles(oldSize, size))
    if (tile.width === tileWidth) await published.remove(`${log}/${tilePath(tile)}.p`)
}
