import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { recordColumns } from './records.ts'

/** Keeps the present versions as history and gives the records a new one with another status. */
export async function endVersions(
  ctx: Ctx,
  records: { subjectId: string; recordId: string }[],
  end: { status: string; on: string },
): Promise<void> {
  const wanted = sql`unnest(${records.map((r) => r.subjectId)}::uuid[], ${records.map((r) => r.recordId)}::uuid[]) as w(subject_id, id)`
  await sql`insert into archive.record_history (${sql.raw(recordColumns)}, known_until)
    select ${sql.raw(recordColumns.replace(/(\w+)/g, 'r.$1'))}, ${ctx.now}::timestamptz from ${wanted}
    join archive.record r on r.subject_id = w.subject_id and r.id = w.id and r.status <> ${end.status}`.execute(
    ctx.db,
  )
  await sql`update archive.record r set status = ${end.status}, status_on = ${end.on}::date, version = r.version + 1, known_from = ${ctx.now}::timestamptz
    from ${wanted} where r.subject_id = w.subject_id and r.id = w.id and r.status <> ${end.status}`.execute(
    ctx.db,
  )
}
