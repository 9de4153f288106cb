import { Readable } from 'node:stream'
import type { Ctx } from '../../../kernel/context.ts'
import { readTables, type TableEvent } from '../../../kernel/files/index.ts'
import { type Batch, bodyOf } from '../../intake/index.ts'
import type { ReadingRoom } from '../rules/open-table.ts'

/** The tables and rows of a batch, read from the kept bytes. */
export async function* tableEvents(
  ctx: Ctx,
  batch: Batch,
  room: Pick<ReadingRoom, 'knowsHeaders'>,
): AsyncGenerator<TableEvent> {
  const body = await bodyOf(ctx, batch.id)
  const source = body === null ? await ctx.files.open(batch.sha256) : Readable.from([body])
  try {
    yield* readTables(
      source,
      { filename: batch.filename, contentType: batch.contentType ?? '' },
      { isHeader: room.knowsHeaders },
    )
  } finally {
    if (typeof source !== 'string' && 'readAt' in source) await source.close()
  }
}
