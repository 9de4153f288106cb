import { sql } from 'kysely'
import { type Ctx, tables } from '../../../kernel/context.ts'
import { copyInto, copyLine } from '../../../kernel/db/copy.ts'
import type { Finding } from '../../cleaning/index.ts'
import type { Verdict } from '../schema.ts'
import type { Tables } from '../tables.ts'

type Db = Pick<Ctx, 'db'>

export type RowOutcome = {
  batchId: string
  tableNumber: number
  rowNumber: number
  verdict: Verdict
  subjectId: string | null
  recordId: string | null
  findings: Finding[]
}

/** A finding as an example of many alike. */
export type FindingExample = { n: number } & Pick<Finding, 'found' | 'expected' | 'suggestion' | 'reason'>

export type Chunk = {
  batchId: string
  number: number
  tableNumber: number
  rowFirst: number
  rowLast: number
  /** One letter a row. */
  verdicts: string
  /** How often each finding was met, with the first of them as example: `code|level|field` → example. */
  findings: Record<string, FindingExample>
}

/** Notes what became of rows; a row that has an outcome already is the database's error 23505. */
export const addOutcomes = (ctx: Ctx, outcomes: RowOutcome[]): Promise<void> =>
  copyInto(
    ctx,
    'archive.row_outcome',
    'batch_id, table_number, row_number, verdict, subject_id, record_id, findings',
    outcomes
      .map((o) =>
        copyLine([
          o.batchId,
          o.tableNumber,
          o.rowNumber,
          o.verdict,
          o.subjectId,
          o.recordId,
          JSON.stringify(o.findings),
        ]),
      )
      .join(''),
  )

/** Replaces the outcome of a row that waited by what became of it. */
export async function settleOutcome(ctx: Ctx, o: RowOutcome): Promise<void> {
  await tables<Tables>(ctx)
    .updateTable('archive.row_outcome')
    .set({
      verdict: o.verdict,
      subject_id: o.subjectId,
      record_id: o.recordId,
      findings: JSON.stringify(o.findings),
    })
    .where('batch_id', '=', o.batchId)
    .where('table_number', '=', o.tableNumber)
    .where('row_number', '=', o.rowNumber)
    .execute()
}

/** Notes chunks as filed. A chunk that another process filed is the database's error 23505. */
export async function addChunks(ctx: Ctx, chunks: Chunk[]): Promise<void> {
  await tables<Tables>(ctx)
    .insertInto('archive.chunk')
    .values(
      chunks.map((c) => ({
        batch_id: c.batchId,
        number: c.number,
        table_number: c.tableNumber,
        row_first: c.rowFirst,
        row_last: c.rowLast,
        verdicts: c.verdicts,
        findings: JSON.stringify(c.findings),
        filed_at: ctx.now,
      })),
    )
    .execute()
}

/** Numbers of the chunks already filed. */
export async function filedChunks(ctx: Db, batchId: string): Promise<Set<number>> {
  const rows = await tables<Tables>(ctx)
    .selectFrom('archive.chunk')
    .select('number')
    .where('batch_id', '=', batchId)
    .execute()
  return new Set(rows.map((row) => row.number))
}

/** How many rows of a batch ended with each letter so far. */
export async function countVerdicts(
  ctx: Db,
  batchIds: string[],
): Promise<Map<string, Record<Verdict, number>>> {
  const counts = new Map<string, Record<Verdict, number>>()
  if (batchIds.length === 0) return counts
  const { rows } = await sql<{ batch_id: string; a: number; c: number; d: number; q: number; r: number }>`
    select batch_id, sum(length(verdicts) - length(replace(verdicts, 'a', '')))::int as a, sum(length(verdicts) - length(replace(verdicts, 'c', '')))::int as c,
      sum(length(verdicts) - length(replace(verdicts, 'd', '')))::int as d, sum(length(verdicts) - length(replace(verdicts, 'q', '')))::int as q,
      sum(length(verdicts) - length(replace(verdicts, 'r', '')))::int as r
    from archive.chunk where batch_id = any(${batchIds}::uuid[]) group by batch_id`.execute(ctx.db)
  for (const { batch_id, a, c, d, q, r } of rows) counts.set(batch_id, { a, c, d, q, r })
  return counts
}

/** The findings of a batch: first what keeps rows out, then the rest, most frequent first. */
export async function countFindings(ctx: Db, batchId: string, limit: number) {
  const { rows } = await sql<{ finding: string; count: number; example: FindingExample }>`
    select key as finding, sum((value->>'n')::int)::int as count, (array_agg(value order by number))[1] as example
    from archive.chunk, jsonb_each(findings)
    where batch_id = ${batchId} group by key
    order by split_part(key, '|', 2) in ('error', 'doubt') desc, count desc, key limit ${limit}`.execute(
    ctx.db,
  )
  return rows.map(({ finding, count, example }) => {
    const [code, level, field] = finding.split('|') as [string, Finding['level'], string]
    const { n: _, ...said } = example
    return { count, finding: { code, level, field: field === '' ? null : field, ...said } }
  })
}

/** How many rows of each table wait for a correction or an answer. */
export async function countWrongRows(ctx: Db, batchId: string): Promise<Map<number, number>> {
  const rows = await tables<Tables>(ctx)
    .selectFrom('archive.row_outcome')
    .select(['table_number', (eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count')])
    .where('batch_id', '=', batchId)
    .where('verdict', 'in', ['q', 'r'])
    .groupBy('table_number')
    .execute()
  return new Map(rows.map((row) => [row.table_number, row.count]))
}

/** Outcomes kept row by row, in file order after a position. */
export async function listOutcomes(
  ctx: Db,
  batchId: string,
  page: { verdicts: Verdict[]; table: number | null; after: { table: number; row: number }; limit: number },
): Promise<RowOutcome[]> {
  const { rows } = await sql<{
    table_number: number
    row_number: number
    verdict: Verdict
    subject_id: string | null
    record_id: string | null
    findings: Finding[]
  }>`
    select table_number, row_number, verdict, subject_id, record_id, findings from archive.row_outcome
    where batch_id = ${batchId} and verdict = any(${page.verdicts}::text[]) and (${page.table}::int is null or table_number = ${page.table}::int)
      and (table_number, row_number) > (${page.after.table}::smallint, ${page.after.row}::int)
    order by table_number, row_number limit ${page.limit}`.execute(ctx.db)
  return rows.map((r) => ({
    batchId,
    tableNumber: r.table_number,
    rowNumber: r.row_number,
    verdict: r.verdict,
    subjectId: r.subject_id,
    recordId: r.record_id,
    findings: r.findings,
  }))
}

/** Records that rows of a batch made, in file order after a position: how plainly accepted rows are told. */
export async function listFiledRows(
  ctx: Db,
  batchId: string,
  page: { table: number | null; after: { table: number; row: number }; limit: number },
) {
  const { rows } = await sql<{ table_number: number; row_number: number; subject_id: string; id: string }>`
    select table_number, row_number, subject_id, id from archive.record
    where batch_id = ${batchId} and (${page.table}::int is null or table_number = ${page.table}::int)
      and (table_number, row_number) > (${page.after.table}::smallint, ${page.after.row}::int)
    order by table_number, row_number limit ${page.limit}`.execute(ctx.db)
  return rows.map((r) => ({
    tableNumber: r.table_number,
    rowNumber: r.row_number,
    subjectId: r.subject_id,
    recordId: r.id,
  }))
}

/** The outcome of one row; undefined for a row that was plainly accepted. */
export async function findOutcome(
  ctx: Db,
  batchId: string,
  table: number,
  row: number,
): Promise<RowOutcome | undefined> {
  const found = await tables<Tables>(ctx)
    .selectFrom('archive.row_outcome')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('table_number', '=', table)
    .where('row_number', '=', row)
    .executeTakeFirst()
  return (
    found && {
      batchId,
      tableNumber: table,
      rowNumber: row,
      verdict: found.verdict as Verdict,
      subjectId: found.subject_id,
      recordId: found.record_id,
      findings: found.findings as unknown as Finding[],
    }
  )
}

/** How many rows of each table of a batch were not filed, and how many of those have a finding with this code. */
export async function countUnfiled(
  ctx: Db,
  batchId: string,
  code: string,
): Promise<{ tableNumber: number; unfiled: number; found: number }[]> {
  const { rows } = await sql<{ table_number: number; unfiled: number; found: number }>`
    select table_number, count(*)::int as unfiled, (count(*) filter (where findings @> ${JSON.stringify([{ code }])}::jsonb))::int as found
    from archive.row_outcome where batch_id = ${batchId} and verdict in ('q', 'r') group by table_number`.execute(
    ctx.db,
  )
  return rows.map((row) => ({ tableNumber: row.table_number, unfiled: row.unfiled, found: row.found }))
}
