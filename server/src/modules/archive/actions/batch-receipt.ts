import type { Ctx } from '../../../kernel/context.ts'
import { receiptOf } from '../../audit/index.ts'
import { scopeOf } from '../../identity/index.ts'
import { findBatch } from '../../intake/index.ts'
import { problem } from '../problems.ts'
import { proveChunkRow } from '../rules/chunk-rows.ts'
import { chunkOfRow, rowsOfChunk } from '../store/chunk-rows.ts'

/**
 * The receipt of a filed batch in the audit log or, with a row named, of the chunk that holds the row, with the proof of
 * the row below it. Problems: batchUnknown, notFiledYet, rowUnknown, and those of `receiptOf`.
 */
export async function batchReceipt(
  ctx: Ctx,
  batchId: string,
  row: { table: number; number: number } | null,
): Promise<string> {
  const batch = await findBatch(ctx, batchId, scopeOf(ctx.actor))
  if (!batch) throw problem.batchUnknown({ id: batchId })
  if (batch.status !== 'filed' && batch.status !== 'refused') throw problem.notFiledYet({ id: batchId })
  // A pushed record has one chunk and nothing that closes its batch: the chunk is all there is.
  if (row === null)
    return receiptOf(ctx, { object: batchId, actions: ['archive.file-batch', 'archive.file-chunk'] })
  const chunk = await chunkOfRow(ctx, batchId, row.table, row.number)
  if (!chunk) throw problem.rowUnknown({ row: row.number })
  const { rows, numbers } = await rowsOfChunk(ctx, batchId, chunk)
  const index = numbers.indexOf(row.number)
  if (index < 0) throw problem.rowUnknown({ row: row.number })
  return receiptOf(
    ctx,
    { object: batchId, actions: ['archive.file-chunk'], detail: { chunk: chunk.number } },
    { row: proveChunkRow(rows, index) },
  )
}
