import type { Row } from '../../../kernel/files/index.ts'
import type { OpenTable } from './open-table.ts'

/** Rows of one table that are filed in one transaction. Numbers count through the whole batch. */
export type TableChunk = { number: number; table: OpenTable; rows: Row[] }

/** Large enough that statements cost little a row, small enough that a transaction stays within a few MB. */
export const chunkRows = 4_000

/** Cuts tables into chunks of `chunkRows`; the cut depends on the file alone, so a second reading cuts alike. */
export async function* chunksOf(
  events: AsyncIterable<{ table: OpenTable } | { rows: Row[] }>,
): AsyncGenerator<TableChunk> {
  let table: OpenTable | null = null
  let waiting: Row[] = []
  let number = 0
  for await (const event of events) {
    if ('table' in event) {
      if (table && waiting.length > 0) yield { number: number++, table, rows: waiting }
      table = event.table
      waiting = []
      continue
    }
    if (!table) continue
    for (let at = 0; at < event.rows.length; ) {
      const take = Math.min(chunkRows - waiting.length, event.rows.length - at)
      waiting =
        waiting.length === 0 && take === event.rows.length
          ? event.rows
          : waiting.concat(event.rows.slice(at, at + take))
      at += take
      if (waiting.length < chunkRows) continue
      yield { number: number++, table, rows: waiting }
      waiting = []
    }
  }
  if (table && waiting.length > 0) yield { number, table, rows: waiting }
}
