import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import type { LedgerRow } from '../rules/chunk-rows.ts'
import type { Verdict } from '../schema.ts'

type Db = Pick<Ctx, 'db'>

/** Where a filed chunk lies in its file. */
export type ChunkPlace = {
  number: number
  tableNumber: number
  rowFirst: number
  rowLast: number
  verdicts: string
}

/** A chunk by its number. */
export async function findChunk(ctx: Db, batchId: string, number: number): Promise<ChunkPlace | undefined> {
  const { rows } =
    await sql<ChunkPlace>`select number, table_number as "tableNumber", row_first as "rowFirst",
      row_last as "rowLast", verdicts from archive.chunk where batch_id = ${batchId} and number = ${number}`.execute(
      ctx.db,
    )
  return rows[0]
}

/** The chunk a row of a table lies in. */
export async function chunkOfRow(
  ctx: Db,
  batchId: string,
  table: number,
  row: number,
): Promise<ChunkPlace | undefined> {
  const { rows } =
    await sql<ChunkPlace>`select number, table_number as "tableNumber", row_first as "rowFirst",
      row_last as "rowLast", verdicts from archive.chunk
    where batch_id = ${batchId} and table_number = ${table} and ${row} between row_first and row_last`.execute(
      ctx.db,
    )
  return rows[0]
}

/**
 * What the rows of a chunk became, as they were filed: from the verdicts, the outcomes kept beside, and the first
 * version each row made, whatever became of the records later, also of persons who were erased. `numbers` are those of
 * the rows in the file.
 */
export async function rowsOfChunk(
  ctx: Db,
  batchId: string,
  chunk: ChunkPlace,
): Promise<{ rows: LedgerRow[]; numbers: (number | null)[] }> {
  const made = await sql<{ row_number: number; id: string; digest: string }>`
    select distinct on (row_number) row_number, id, encode(digest, 'hex') as digest from (
      select row_number, id, digest, version from archive.record where batch_id = ${batchId} and table_number = ${chunk.tableNumber}
        and row_number between ${chunk.rowFirst} and ${chunk.rowLast}
      union all
      select row_number, id, digest, version from archive.record_history where batch_id = ${batchId} and table_number = ${chunk.tableNumber}
        and row_number between ${chunk.rowFirst} and ${chunk.rowLast}
      union all
      select row_number, record_id, digest, 0 from archive.erased_row where batch_id = ${batchId} and table_number = ${chunk.tableNumber}
        and row_number between ${chunk.rowFirst} and ${chunk.rowLast}) as v
    order by row_number, version`.execute(ctx.db)
  const noted = await sql<{
    row_number: number
    record_id: string | null
  }>`select row_number, record_id from archive.row_outcome
    where batch_id = ${batchId} and table_number = ${chunk.tableNumber}
      and row_number between ${chunk.rowFirst} and ${chunk.rowLast}`.execute(ctx.db)
  return merge(
    chunk,
    new Map(made.rows.map((r) => [r.row_number, r])),
    new Map(noted.rows.map((r) => [r.row_number, r.record_id])),
  )
}

function merge(
  chunk: ChunkPlace,
  made: Map<number, { id: string; digest: string }>,
  noted: Map<number, string | null>,
): { rows: LedgerRow[]; numbers: (number | null)[] } {
  // Row numbers have gaps where a file has empty lines; every row has either made a record or an outcome.
  const numbers = [...new Set([...made.keys(), ...noted.keys()])].sort((a, b) => a - b)
  const rows = [...chunk.verdicts].map((verdict, i): LedgerRow => {
    const number = numbers[i]
    const record = number === undefined ? undefined : made.get(number)
    const isKept = verdict === 'a' || verdict === 'c'
    const met = number === undefined ? null : (noted.get(number) ?? null)
    return {
      verdict: verdict as Verdict,
      recordId: isKept ? (record?.id ?? met) : verdict === 'd' ? met : null,
      digest: record?.digest ?? null,
    }
  })
  return { rows, numbers: rows.map((_, i) => numbers[i] ?? null) }
}
