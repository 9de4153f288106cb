import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import type { Batch } from '../../intake/index.ts'
import type { TableChunk } from '../rules/chunks.ts'
import { cleanRowOf } from '../rules/clean-row.ts'
import { addChunks, addOutcomes, type Chunk } from '../store/outcomes.ts'
import { type Filed, type FilingRow, fileRows } from './file-rows.ts'

/**
 * Files one chunk in the caller's transaction: records, outcomes, the audit leaf over them and the chunk itself,
 * which is the batch's progress. Either all of it is kept or nothing.
 */
export async function fileChunk(
  ctx: Ctx,
  batch: Pick<Batch, 'id' | 'providerId' | 'bulk'>,
  chunk: TableChunk,
): Promise<void> {
  const { table, rows, number } = chunk
  const cleaned = rows.map((row) => cleanRowOf(table, row))
  const filed =
    table.item === null
      ? await noteUnread(ctx, batch.id, chunk, cleaned)
      : await fileRows(ctx, filingRows(batch, chunk, cleaned))
  const verdicts = filed.map((f) => f.verdict).join('')
  await addChunks(ctx, [
    {
      batchId: batch.id,
      number,
      tableNumber: table.record.number,
      rowFirst: rows[0]!.number,
      rowLast: rows.at(-1)!.number,
      verdicts,
      findings: tally(cleaned),
    },
  ])
  await recordLeaf(ctx, {
    action: 'archive.file-chunk',
    object: batch.id,
    digest: digestOf(filed.map((f) => `${f.verdict}${f.recordId ?? ''}`).join('|')),
    detail: { chunk: number, rows: rows.length },
  })
}

function filingRows(
  batch: Pick<Batch, 'id' | 'providerId' | 'bulk'>,
  { table, rows }: TableChunk,
  cleaned: ReturnType<typeof cleanRowOf>[],
): FilingRow[] {
  return rows.map((row, i) => ({
    batchId: batch.id,
    providerId: batch.providerId,
    bulk: batch.bulk,
    tableNumber: table.record.number,
    rowNumber: row.number,
    item: table.item!,
    clean: cleaned[i]!,
  }))
}

/** Rows of a table that belongs to no kind: each is rejected, with the reason. */
async function noteUnread(
  ctx: Ctx,
  batchId: string,
  { table, rows }: TableChunk,
  cleaned: ReturnType<typeof cleanRowOf>[],
): Promise<Filed[]> {
  await addOutcomes(
    ctx,
    rows.map((row, i) => ({
      batchId,
      tableNumber: table.record.number,
      rowNumber: row.number,
      verdict: 'r',
      subjectId: null,
      recordId: null,
      findings: cleaned[i]!.findings,
    })),
  )
  return rows.map(() => ({ verdict: 'r', subjectId: null, recordId: null }))
}

/** How often each finding was met: `code|level|field` → count. */
export function tally(
  rows: { findings: { code: string; level: string; field: string | null }[] }[],
): Chunk['findings'] {
  const counts: Record<string, number> = Object.create(null)
  for (const { findings } of rows)
    for (const { code, level, field } of findings) {
      const name = `${code}|${level}|${field ?? ''}`
      counts[name] = (counts[name] ?? 0) + 1
    }
  return counts
}
