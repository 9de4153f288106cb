import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { recordColumns } from './records.ts'

/**
 * The record of an entity whose newest version has this content, under one of the subjects; undefined without one.
 * `digests` are those of the content as it is and as it was digested in earlier days.
 */
export async function findStanding(
  ctx: Ctx,
  record: { id: string; entityId: string; digests: string[] },
  subjectIds: string[],
): Promise<{ subjectId: string } | undefined> {
  const { rows } = await sql<{ subject_id: string }>`select subject_id from archive.record
    where subject_id = any(${subjectIds}::uuid[]) and id = ${record.id} and entity_id = ${record.entityId}
      and encode(digest, 'hex') = any(${record.digests}::text[])`.execute(ctx.db)
  return rows[0] && { subjectId: rows[0].subject_id }
}

const content = recordColumns
  .split(', ')
  .filter((column) => !['subject_id', 'id', 'version', 'known_from', 'under_objection'].includes(column))

/** Former versions of other content, newest first, each with the row that made it, at most 100. */
export async function earlierVersions(
  ctx: Ctx,
  { subjectId, id, digests }: { subjectId: string; id: string; digests: string[] },
): Promise<{ version: number; batchId: string; tableNumber: number; rowNumber: number }[]> {
  const { rows } = await sql<{ version: number; batch_id: string; table_number: number; row_number: number }>`
    select version, batch_id, table_number, row_number from archive.record_history
    where subject_id = ${subjectId} and id = ${id} and encode(digest, 'hex') <> all(${digests}::text[])
    order by version desc limit 100`.execute(ctx.db)
  return rows.map((r) => ({
    version: r.version,
    batchId: r.batch_id,
    tableNumber: r.table_number,
    rowNumber: r.row_number,
  }))
}

/** Lets a former version stand again, as the next one; the present one becomes history. An objection under way stays. */
export async function restoreVersion(
  ctx: Ctx,
  { subjectId, id }: { subjectId: string; id: string },
  version: number,
): Promise<void> {
  await sql`insert into archive.record_history (${sql.raw(recordColumns)}, known_until)
    select ${sql.raw(recordColumns)}, ${ctx.now}::timestamptz from archive.record
    where subject_id = ${subjectId} and id = ${id}`.execute(ctx.db)
  await sql`update archive.record r set ${sql.raw(content.map((column) => `${column} = h.${column}`).join(', '))},
      version = r.version + 1, known_from = ${ctx.now}::timestamptz
    from archive.record_history h where r.subject_id = ${subjectId} and r.id = ${id}
      and h.subject_id = r.subject_id and h.id = r.id and h.version = ${version}`.execute(ctx.db)
}
