import type { Ctx } from '../../../kernel/context.ts'
import { type CatalogItem, catalogItems } from '../../catalog/index.ts'
import type { Finding } from '../../cleaning/index.ts'
import { scopeOf } from '../../identity/index.ts'
import { type BatchTable, findBatch, tablesOf } from '../../intake/index.ts'
import { packSet } from '../../policy/index.ts'
import { problem } from '../problems.ts'
import { findingSentence } from '../rules/finding-sentence.ts'
import { type Verdict, verdicts } from '../schema.ts'
import { listFiledRows, listOutcomes } from '../store/outcomes.ts'

export type RowsAsked = {
  verdict: string | undefined
  table: number | null
  cursor: string | undefined
  limit: number
}

/** Rows of a batch with their fate and the reasons, in file order. Problems: batchUnknown, cursorInvalid. */
export async function listRows(ctx: Ctx, batchId: string, asked: RowsAsked) {
  const batch = await findBatch(ctx, batchId, scopeOf(ctx.actor))
  if (!batch) throw problem.batchUnknown({ id: batchId })
  const items = catalogItems(await packSet(ctx), batch.receivedOn)
  const tables = new Map((await tablesOf(ctx, batchId)).map((t) => [t.number, t]))
  const after = afterOf(asked.cursor)
  const page = { table: asked.table, after, limit: asked.limit + 1 }
  const rows =
    asked.verdict === 'accepted'
      ? (await listFiledRows(ctx, batchId, page)).map((r) => ({
          ...r,
          verdict: 'a' as const,
          findings: [] as Finding[],
        }))
      : await listOutcomes(ctx, batchId, { ...page, verdicts: lettersOf(asked.verdict) })
  const shown = rows.slice(0, asked.limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      table: row.tableNumber,
      number: row.rowNumber,
      verdict: verdicts[row.verdict],
      subjectId: row.subjectId,
      recordId: row.recordId,
      findings: row.findings.map((f) =>
        findingView(f, tables.get(row.tableNumber), items, batch.kind, row.rowNumber),
      ),
    })),
    next: rows.length > asked.limit && last ? `${last.tableNumber}.${last.rowNumber}` : null,
  }
}

/** A finding with its column and its sentence in three languages. */
export function findingView(
  finding: Finding,
  table: BatchTable | undefined,
  items: Map<string, CatalogItem>,
  kind: string | null,
  rowNumber: number,
) {
  const item = items.get(table?.kind ?? kind ?? '') ?? null
  const at = table && finding.field !== null ? table.columns.indexOf(finding.field) : -1
  const column = at < 0 ? null : (table!.headers[at] ?? null)
  return {
    code: finding.code,
    level: finding.level,
    field: finding.field,
    column,
    found: finding.found,
    expected: finding.expected,
    suggestion: finding.suggestion ?? null,
    text: findingSentence(finding, { item, column, rowNumber }),
  }
}

const lettersOf = (name: string | undefined): Verdict[] =>
  (Object.keys(verdicts) as Verdict[]).filter((letter) => name === undefined || verdicts[letter] === name)

function afterOf(cursor: string | undefined): { table: number; row: number } {
  if (cursor === undefined) return { table: -1, row: -1 }
  const [table, row] = /^\d{1,5}\.\d{1,9}$/.test(cursor) ? cursor.split('.').map(Number) : []
  if (table === undefined || row === undefined || table > 32_000) throw problem.cursorInvalid()
  return { table, row }
}
