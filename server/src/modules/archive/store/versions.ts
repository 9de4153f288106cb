import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'

/** A version of a record with its digest, as it is compared with its content. */
export type DigestedVersion = {
  subjectId: string
  id: string
  entityId: string
  version: number
  kind: string
  occurredOn: string | null
  effectiveFrom: string | null
  effectiveTo: string | null
  payload: Record<string, unknown>
  digest: string
  knownOn: string
  batchId: string
  tableNumber: number
  rowNumber: number
}

/** Where a reading of all versions stands. */
export type After = { subjectId: string; id: string; version: number }

/** All versions in the order of their keys, newest ones or former ones, after a place; at most `limit`. */
export async function versionsAfter(
  ctx: Pick<Ctx, 'db'>,
  which: 'record' | 'record_history',
  after: After,
  limit: number,
): Promise<DigestedVersion[]> {
  const { rows } =
    await sql<DigestedVersion>`select subject_id as "subjectId", id, entity_id as "entityId", version, kind, occurred_on as "occurredOn",
      effective_from as "effectiveFrom", effective_to as "effectiveTo", payload, encode(digest, 'hex') as digest,
      to_char(known_from at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "knownOn", batch_id as "batchId",
      table_number as "tableNumber", row_number as "rowNumber"
    from ${sql.raw(`archive.${which}`)}
    where (subject_id, id, version) > (${after.subjectId}::uuid, ${after.id}::uuid, ${after.version}::int)
    order by subject_id, id, version limit ${limit}`.execute(ctx.db)
  return rows
}
