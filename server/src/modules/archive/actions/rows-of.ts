import type { Ctx } from '../../../kernel/context.ts'
import type { Row } from '../../../kernel/files/index.ts'
import type { Batch } from '../../intake/index.ts'
import { readingRoom } from './reading-room.ts'
import { tableEvents } from './table-events.ts'

/** The rows of one table of a batch as they were received, read again from the kept bytes. */
export async function* rowsOf(ctx: Ctx, batch: Batch, tableNumber: number): AsyncGenerator<Row> {
  let number = -1
  for await (const event of tableEvents(ctx, batch, await readingRoom(ctx, batch))) {
    if ('head' in event) number++
    else if (number === tableNumber) yield* event.rows
    if (number > tableNumber) return
  }
}
