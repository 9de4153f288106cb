import { Readable } from 'node:stream'
import type { Ctx } from '../../../kernel/context.ts'
import { type Row, readTables } from '../../../kernel/files/index.ts'
import { type Batch, bodyOf } from '../../intake/index.ts'
import { readingRoom } from './reading-room.ts'

/** The rows of one table of a batch as they were received, read again from the kept bytes. */
export async function* rowsOf(ctx: Ctx, batch: Batch, tableNumber: number): AsyncGenerator<Row> {
  const body = await bodyOf(ctx, batch.id)
  const room = await readingRoom(ctx, batch)
  const source = body === null ? ctx.files.path(batch.sha256) : Readable.from([body])
  let number = -1
  for await (const event of readTables(
    source,
    { filename: batch.filename, contentType: batch.contentType ?? '' },
    { isHeader: room.knowsHeaders },
  )) {
    if ('head' in event) number++
    else if (number === tableNumber) yield* event.rows
    if (number > tableNumber) return
  }
}
