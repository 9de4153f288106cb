import type { Ctx } from '../../../kernel/context.ts'
import { type CatalogItem, catalogItems } from '../../catalog/index.ts'
import { organisationsOf, scopeOf } from '../../identity/index.ts'
import { type Batch, type BatchTable, findBatch, tablesOf } from '../../intake/index.ts'
import { packSet } from '../../policy/index.ts'
import { problem } from '../problems.ts'
import { fileSentence, findingSentence } from '../rules/finding-sentence.ts'
import { noteSentence } from '../rules/list-notes.ts'
import { countFindings, countVerdicts, countWrongRows } from '../store/outcomes.ts'
import { countsOf } from './file-batch.ts'

/** Everything about a batch as its sender sees it. Problem: batchUnknown. */
export async function batchView(ctx: Ctx, id: string) {
  const batch = await findBatch(ctx, id, scopeOf(ctx.actor))
  if (!batch) throw problem.batchUnknown({ id })
  return (await batchViews(ctx, [batch], true))[0]!
}

/** Batches as their senders see them; with tables and findings only when `whole`. */
export async function batchViews(ctx: Ctx, batches: Batch[], whole: boolean) {
  const packs = await packSet(ctx)
  const open = await countVerdicts(
    ctx,
    batches.filter((b) => b.rows === null).map((b) => b.id),
  )
  const providers = await organisationsOf(ctx, [...new Set(batches.map((b) => b.providerId))])
  return Promise.all(
    batches.map(async (batch) => {
      const items = catalogItems(packs, batch.receivedOn)
      const tables = await tablesOf(ctx, batch.id)
      const rows = batch.rows ?? countsOf(open.get(batch.id))
      const wrong =
        whole && batch.rows !== null ? await countWrongRows(ctx, batch.id) : new Map<number, number>()
      const kinds = [
        ...new Set(tables.length > 0 ? tables.flatMap((t) => t.kind ?? []) : batch.kind ? [batch.kind] : []),
      ]
      return {
        id: batch.id,
        filename: batch.filename,
        format: batch.format ?? tables[0]?.format ?? null,
        encoding: batch.encoding ?? tables[0]?.encoding ?? null,
        size: batch.size,
        sha256: batch.sha256,
        provider: { id: batch.providerId, title: providers.get(batch.providerId)?.title ?? batch.providerId },
        kinds: kinds.map((kind) => ({
          kind,
          title: items.get(kind)?.title ?? { 'zh-CN': kind, en: kind },
          wholeList: items.get(kind)?.feed === 'snapshot',
        })),
        status: batch.status,
        duplicateOf: batch.duplicateOf,
        receivedAt: batch.receivedAt.toISOString(),
        receivedOn: batch.receivedOn,
        finishedAt: batch.finishedAt?.toISOString() ?? null,
        rows,
        seconds: batch.filingSeconds,
        rowsPerSecond: batch.filingSeconds
          ? Math.round(rows.received / Math.max(0.001, batch.filingSeconds))
          : null,
        problem: batch.problem && { code: batch.problem.code, text: fileSentence(batch.problem) },
        notes: batch.notes.flatMap((note) => {
          const text = noteSentence(note, items)
          return text ? [{ code: note.code, text }] : []
        }),
        tables: whole ? tables.map((table) => tableView(table, items, wrong.get(table.number) ?? 0)) : [],
        findings: whole ? await findingViews(ctx, batch.id, tables, items) : [],
      }
    }),
  )
}

function tableView(table: BatchTable, items: Map<string, CatalogItem>, wrong: number) {
  const item = table.kind === null ? undefined : items.get(table.kind)
  const title = (code: string | null) => item?.fields.find((f) => f.code === code)?.title ?? null
  return {
    number: table.number,
    name: table.name,
    kind: table.kind,
    kindTitle: item?.title ?? null,
    headerRow: table.headerRow,
    wrong,
    columns: table.headers.map((header, i) => ({
      header,
      field: table.columns[i] ?? null,
      title: title(table.columns[i] ?? null),
    })),
    missing: table.missing.map((code) => ({ code, title: title(code) })),
  }
}

async function findingViews(
  ctx: Ctx,
  batchId: string,
  tables: BatchTable[],
  items: Map<string, CatalogItem>,
) {
  const item =
    tables.map((t) => (t.kind === null ? undefined : items.get(t.kind))).find((i) => i !== undefined) ?? null
  return (await countFindings(ctx, batchId, 50)).map(({ count, finding }) => ({
    code: finding.code,
    level: finding.level,
    field: finding.field,
    count,
    title: item?.fields.find((field) => field.code === finding.field)?.title ?? null,
    text: findingSentence(finding, { item, column: null, rowNumber: null }),
  }))
}
