import type { Ctx } from '../../../kernel/context.ts'
import { noteAccess } from '../../access/index.ts'
import { type Audience, audienceOf, type CatalogItem, catalogItems, recordView } from '../../catalog/index.ts'
import { scopeOf } from '../../identity/index.ts'
import { type Batch, type BatchTable, findBatch, tablesOf } from '../../intake/index.ts'
import { packSet } from '../../policy/index.ts'
import { findSubjects } from '../../subjects/index.ts'
import { problem } from '../problems.ts'
import { cellView } from '../rules/cell-view.ts'
import { protectedClasses } from '../rules/protected-classes.ts'
import type { ArchiveRecord } from '../schema.ts'
import { revealedVersionsOf } from '../store/archives.ts'
import { findOutcome } from '../store/outcomes.ts'
import { findingView } from './list-rows.ts'
import { rowsOf } from './rows-of.ts'

/**
 * Where a record comes from: its versions, the batch and row of the newest, the cells as they were sent and what
 * cleaning changed; each field as the one who asks may see it. Who looked is noted in the same transaction. Problem:
 * recordUnknown.
 */
export async function recordProvenance(ctx: Ctx, subjectId: string, recordId: string, purpose: string) {
  const versions = await revealedVersionsOf(ctx, subjectId, recordId, scopeOf(ctx.actor))
  const newest = versions[0]
  if (!newest) throw problem.recordUnknown({ recordId })
  const batch = await findBatch(ctx, newest.batchId, scopeOf(ctx.actor))
  const tables = batch ? await tablesOf(ctx, batch.id) : []
  const table = tables.find((t) => t.number === newest.tableNumber)
  const items = catalogItems(await packSet(ctx), batch?.receivedOn ?? newest.knownFrom.slice(0, 10))
  const item = items.get(newest.kind)
  const audience = audienceOf(ctx.actor, newest.providerId)
  await noteReading(ctx, subjectId, newest, item, audience, purpose)
  const outcome = await findOutcome(ctx, newest.batchId, newest.tableNumber, newest.rowNumber)
  const { fieldsOpen } = ctx.actor
  return {
    versions: versions.map((version) => {
      const values = item ? recordView(item, version.values, audience) : {}
      return { ...version, values: fieldsOpen === undefined ? values : only(values, fieldsOpen) }
    }),
    provenance: {
      batchId: newest.batchId,
      filename: batch?.filename ?? null,
      // Of a message only a keyed digest is kept, which tells an outsider nothing.
      sha256: batch?.bulk ? batch.sha256 : null,
      receivedAt: batch?.receivedAt.toISOString() ?? null,
      table: table?.name ?? null,
      rowNumber: newest.rowNumber,
      // Cells go by the sender's headers: a client with a list of fields reads the fields.
      cells:
        fieldsOpen === undefined && batch && table
          ? await cellsOf(ctx, batch, table, newest.rowNumber, item, audience)
          : [],
      corrections: (fieldsOpen === undefined ? (outcome?.findings ?? []) : []).map((f) =>
        findingView(f, table, items, newest.kind, newest.rowNumber),
      ),
    },
  }
}

async function noteReading(
  ctx: Ctx,
  subjectId: string,
  record: ArchiveRecord,
  item: CatalogItem | undefined,
  audience: Audience,
  purpose: string,
): Promise<void> {
  const kind = (await findSubjects(ctx, [subjectId]))[0]?.kind
  const classes = item ? protectedClasses(item, record.values, audience, kind === 'person') : []
  if (classes.length === 0) return
  await noteAccess(ctx, [{ subjectId, recordId: record.id, purpose, classes, kind: 'view' }])
}

async function cellsOf(
  ctx: Ctx,
  batch: Batch,
  table: BatchTable,
  rowNumber: number,
  item: CatalogItem | undefined,
  audience: Audience,
): Promise<{ header: string; value: string | null }[]> {
  const show = cellView(item, audience)
  for await (const row of rowsOf(ctx, batch, table.number)) {
    if (row.number < rowNumber) continue
    if (row.number > rowNumber) break
    return table.headers.map((header, i) => ({
      header,
      value: show(table.columns[i] ?? null, row.cells[i] ?? ''),
    }))
  }
  return []
}

const only = <T>(values: Record<string, T>, fields: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)))
