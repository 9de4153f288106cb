import type { Ctx } from '../../../kernel/context.ts'
import { catalogItems } from '../../catalog/index.ts'
import { scopeOf } from '../../identity/index.ts'
import { findBatch, tablesOf } from '../../intake/index.ts'
import { packSet } from '../../policy/index.ts'
import { problem } from '../problems.ts'
import { shownCells } from '../rules/shown-cells.ts'
import { versionsOf } from '../store/archives.ts'
import { findOutcome } from '../store/outcomes.ts'
import { findingView } from './list-rows.ts'
import { rowsOf } from './rows-of.ts'

/**
 * Where a record comes from: its versions, the batch and row of the newest, the cells as they were sent and what
 * cleaning changed. Numbers of persons stay sealed, and so does what stands in columns the catalog does not know. Problem: recordUnknown.
 */
export async function recordProvenance(ctx: Ctx, subjectId: string, recordId: string) {
  const versions = await versionsOf(ctx, subjectId, recordId, scopeOf(ctx.actor))
  const newest = versions[0]
  if (!newest) throw problem.recordUnknown({ recordId })
  const batch = await findBatch(ctx, newest.batchId, scopeOf(ctx.actor))
  const tables = batch ? await tablesOf(ctx, batch.id) : []
  const table = tables.find((t) => t.number === newest.tableNumber)
  const items = catalogItems(await packSet(ctx), batch?.receivedOn ?? newest.knownFrom.slice(0, 10))
  const outcome = await findOutcome(ctx, newest.batchId, newest.tableNumber, newest.rowNumber)
  let cells: { header: string; value: string | null }[] = []
  if (batch && table)
    for await (const row of rowsOf(ctx, batch, table.number)) {
      if (row.number < newest.rowNumber) continue
      if (row.number === newest.rowNumber)
        cells = shownCells({ ...table, item: items.get(newest.kind) ?? null }, row.cells, {
          isPerson: false,
          are: 'clear',
        })
      break
    }
  return {
    versions,
    provenance: {
      batchId: newest.batchId,
      filename: batch?.filename ?? null,
      sha256: batch?.sha256 ?? null,
      receivedAt: batch?.receivedAt.toISOString() ?? null,
      table: table?.name ?? null,
      rowNumber: newest.rowNumber,
      cells,
      corrections: (outcome?.findings ?? []).map((f) =>
        findingView(f, table, items, newest.kind, newest.rowNumber),
      ),
    },
  }
}
