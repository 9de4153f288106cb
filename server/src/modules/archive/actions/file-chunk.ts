import type { Ctx } from '../../../kernel/context.ts'
import { type Deed, recordLeaves } from '../../audit/index.ts'
import type { Finding } from '../../cleaning/index.ts'
import type { Batch } from '../../intake/index.ts'
import { chunkRoot, type LedgerRow } from '../rules/chunk-rows.ts'
import type { TableChunk } from '../rules/chunks.ts'
import { cleanRowOf } from '../rules/clean-row.ts'
import { addChunks, addOutcomes, type Chunk } from '../store/outcomes.ts'
import { type Filed, type Filing, type FilingRow, fileRows, type Resolved, resolveFor } from './file-rows.ts'

/** A chunk cleaned and resolved, ready to be filed. */
export type PreparedChunk = { chunk: TableChunk; rows: FilingRow[]; resolved: Resolved | null }

/** Cleans a chunk and finds out whom its rows are about, in the caller's transaction. */
export async function prepareChunk(
  ctx: Ctx,
  batch: Filer,
  chunk: TableChunk,
  filing: Filing,
): Promise<PreparedChunk> {
  const rows = filingRows(batch, chunk)
  return {
    chunk,
    rows,
    resolved: chunk.table.item === null ? null : await resolveFor(ctx, rows, filing.memory),
  }
}

/**
 * Files one chunk in the caller's transaction: records, outcomes, the audit leaf over them and the chunk itself,
 * which is the batch's progress. Either all of it is kept or nothing.
 */
export async function fileChunk(
  ctx: Ctx,
  batch: Filer,
  { chunk, rows, resolved }: PreparedChunk,
  filing: Filing,
): Promise<void> {
  const filed =
    resolved === null ? await noteUnread(ctx, batch.id, rows) : await fileRows(ctx, rows, resolved, filing)
  await addChunks(ctx, [
    {
      batchId: batch.id,
      number: chunk.number,
      tableNumber: chunk.table.record.number,
      rowFirst: chunk.rows[0]!.number,
      rowLast: chunk.rows.at(-1)!.number,
      verdicts: filed.map((f) => f.verdict).join(''),
      findings: tally(rows.map((row) => row.clean)),
    },
  ])
  await recordLeaves(ctx, [chunkDeed(batch.id, chunk.number, filed)])
}

/** The deed of a filed chunk: one hash over its rows, below which each of them can be proven. */
export const chunkDeed = (batchId: string, chunk: number, filed: readonly LedgerRow[]): Deed => ({
  action: 'archive.file-chunk',
  object: batchId,
  digest: chunkRoot(filed),
  detail: { chunk, rows: filed.length, form: 'merkle' },
})

type Filer = Pick<Batch, 'id' | 'providerId' | 'bulk'>

function filingRows(batch: Filer, { table, rows }: TableChunk): FilingRow[] {
  return rows.map((row) => ({
    batchId: batch.id,
    providerId: batch.providerId,
    bulk: batch.bulk,
    tableNumber: table.record.number,
    rowNumber: row.number,
    item: table.item!,
    clean: cleanRowOf(table, row),
  }))
}

/** Rows of a table that belongs to no kind: each is rejected, with the reason. */
async function noteUnread(ctx: Ctx, batchId: string, rows: FilingRow[]): Promise<Filed[]> {
  await addOutcomes(
    ctx,
    rows.map(({ tableNumber, rowNumber, clean }) => ({
      batchId,
      tableNumber,
      rowNumber,
      verdict: 'r',
      subjectId: null,
      recordId: null,
      findings: clean.findings,
    })),
  )
  return rows.map(() => ({ verdict: 'r', subjectId: null, recordId: null, digest: null }))
}

/** How often each finding was met, and the first of each kind as an example. */
export function tally(rows: { findings: Finding[] }[]): Chunk['findings'] {
  const counts: Chunk['findings'] = Object.create(null)
  for (const { findings } of rows)
    for (const { code, level, field, found, expected, suggestion, reason } of findings) {
      const name = `${code}|${level}|${field ?? ''}`
      const known = counts[name]
      if (known) known.n++
      else
        counts[name] = {
          n: 1,
          found,
          expected,
          ...(suggestion === undefined ? {} : { suggestion }),
          ...(reason === undefined ? {} : { reason }),
        }
    }
  return counts
}
