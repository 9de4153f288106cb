import type { Ctx } from '../../../kernel/context.ts'
import { type LedgerFault, leavesOfAction } from '../../audit/index.ts'
import { chunkRoot } from '../rules/chunk-rows.ts'
import { findChunk, rowsOfChunk } from '../store/chunk-rows.ts'

const pageRows = 500

/**
 * Compares the rows and records of every filed chunk with what its leaf commits to: verdicts, which records they made,
 * and the digests of their content. Names the chunks that differ, at most `max`. Leaves from before chunks had a
 * Merkle root are passed over.
 */
export async function verifyChunks(
  ctx: Ctx,
  max: number,
): Promise<{ checked: number; faults: LedgerFault[] }> {
  const faults: LedgerFault[] = []
  let checked = 0
  for (let after = 0; ; ) {
    const leaves = await leavesOfAction(ctx, 'archive.file-chunk', after, pageRows)
    for (const { seq, object, detail, digest } of leaves) {
      if (detail.form !== 'merkle') continue
      const chunk = await findChunk(ctx, object, Number(detail.chunk))
      const rows = chunk ? (await rowsOfChunk(ctx, object, chunk)).rows : []
      checked++
      if (chunkRoot(rows) === digest || faults.length >= max) continue
      const told = `batch ${object}, chunk ${detail.chunk}${chunk ? `, table ${chunk.tableNumber}, rows ${chunk.rowFirst} to ${chunk.rowLast}` : ''}`
      faults.push({ code: 'rows', log: 'audit', leaf: seq, told })
    }
    if (leaves.length < pageRows) return { checked, faults }
    after = leaves.at(-1)!.seq
  }
}
