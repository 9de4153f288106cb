import type { Readable } from 'node:stream'
import type { Ctx } from '../../../kernel/context.ts'
import { type Format, writeTable } from '../../../kernel/files/index.ts'
import { FileReply } from '../../../kernel/route.ts'
import { audienceOf, type CatalogItem, catalogItems } from '../../catalog/index.ts'
import { scopeOf } from '../../identity/index.ts'
import { type BatchTable, findBatch, noteDownload, tablesOf } from '../../intake/index.ts'
import { packSet } from '../../policy/index.ts'
import { problem } from '../problems.ts'
import { cellView } from '../rules/cell-view.ts'
import { correctionColumns } from '../rules/correction-columns.ts'
import { findingSentence } from '../rules/finding-sentence.ts'
import { listOutcomes, type RowOutcome } from '../store/outcomes.ts'
import { rowsOf } from './rows-of.ts'

const types: Record<Format, string> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
  jsonl: 'application/x-ndjson',
  xml: 'application/xml',
}
const portion = 2_000
const asSent = (_: string | null, cell: string): string | null => cell

/**
 * The rejected and doubtful rows of one table of a batch, in the format and encoding they came in, each with its row
 * number and what is wrong in two columns at the end. Sent again after correction, it files only those rows.
 * Problems: batchUnknown, notFiledYet, nothingToCorrect.
 */
export async function errorFile(
  ctx: Ctx,
  batchId: string,
  tableNumber: number | null,
  language: 'zh-CN' | 'zh-Hant' | 'en',
): Promise<FileReply> {
  const batch = await findBatch(ctx, batchId, scopeOf(ctx.actor))
  if (!batch) throw problem.batchUnknown({ id: batchId })
  if (batch.status === 'received' || batch.status === 'filing') throw problem.notFiledYet()
  const first = (
    await listOutcomes(ctx, batchId, {
      verdicts: ['q', 'r'],
      table: tableNumber,
      after: { table: -1, row: -1 },
      limit: 1,
    })
  )[0]
  if (!first) throw problem.nothingToCorrect()
  const table = (await tablesOf(ctx, batchId)).find((t) => t.number === first.tableNumber)!
  const item =
    table.kind === null ? null : (catalogItems(await packSet(ctx), batch.receivedOn).get(table.kind) ?? null)
  const format = table.format as Format
  const headers = [...table.headers, ...correctionColumns[language]]
  const audience = audienceOf(ctx.actor, batch.providerId)
  // The sender corrects what the sender sent; everybody else sees it as a record's cells are seen.
  const show = audience === 'own-staff' ? asSent : cellView(item ?? undefined, audience)
  await noteDownload(ctx, 'archive.download-errors', batch)
  async function* rows(): AsyncGenerator<string[]> {
    const wrong = wrongRows(ctx, batchId, table.number)
    let next = (await wrong.next()).value as RowOutcome | undefined
    for await (const row of rowsOf(ctx, batch!, table.number)) {
      if (!next) return
      if (row.number !== next.rowNumber) continue
      const cells = table.headers.map((_, i) => show(table.columns[i] ?? null, row.cells[i] ?? '') ?? '')
      yield [...cells, String(row.number), sentencesOf(next, table, item, language).join(' ')]
      next = (await wrong.next()).value as RowOutcome | undefined
    }
  }
  const body = writeTable(
    format,
    {
      headers,
      encoding: table.encoding as never,
      ...(table.delimiter === null ? {} : { delimiter: table.delimiter }),
    },
    rows(),
  )
  const name = `${(batch.filename ?? batch.id).replace(/\.[A-Za-z0-9.]{1,8}$/, '')}-errors.${format}`
  return new FileReply(types[format], name, body as Readable)
}

/** What is wrong with a row, a sentence each. */
const sentencesOf = (
  { findings, rowNumber }: RowOutcome,
  table: BatchTable,
  item: CatalogItem | null,
  language: keyof typeof correctionColumns,
): string[] =>
  findings
    .filter((f) => f.level !== 'correction')
    .map((f) => {
      const at = f.field === null ? -1 : table.columns.indexOf(f.field)
      const column = at < 0 ? null : (table.headers[at] ?? null)
      return findingSentence(f, { item, column, rowNumber })[language]
    })

/** Outcomes of rows to correct, in file order, portion by portion. */
async function* wrongRows(ctx: Ctx, batchId: string, table: number): AsyncGenerator<RowOutcome> {
  for (let after = { table, row: -1 }; ; ) {
    const found = await listOutcomes(ctx, batchId, { verdicts: ['q', 'r'], table, after, limit: portion })
    yield* found
    if (found.length < portion) return
    after = { table, row: found.at(-1)!.rowNumber }
  }
}
