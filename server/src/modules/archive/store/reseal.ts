import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'
import { recordColumns } from './records.ts'

export type SealedRecord = {
  table: 'record' | 'record_history'
  subjectId: string
  id: string
  version: number
  entityId: string
  kind: string
  payload: Record<string, unknown>
}

const first = '00000000-0000-0000-0000-000000000000'

/** Records of the next subjects after one, present and former versions, of up to `limit` subjects. */
export async function recordsAfter(
  ctx: Pick<Ctx, 'db'>,
  after: string | null,
  limit: number,
): Promise<{ last: string | null; records: SealedRecord[] }> {
  const { rows: next } = await sql<{ id: string }>`select distinct subject_id as id from archive.record
    where subject_id > ${after ?? first} order by subject_id limit ${limit}`.execute(ctx.db)
  const ids = uuidArray(next.map((row) => row.id))
  const wanted = sql`subject_id as "subjectId", id, version, entity_id as "entityId", kind, payload`
  const { rows } = await sql<SealedRecord>`
    select 'record' as table, ${wanted} from archive.record where subject_id = any(${ids}::uuid[])
    union all select 'record_history', ${wanted} from archive.record_history where subject_id = any(${ids}::uuid[])`.execute(
    ctx.db,
  )
  return { last: next.at(-1)?.id ?? null, records: rows }
}

/** Keeps a payload sealed anew. A former version is replaced as a whole: history is never updated. */
export async function replacePayload(ctx: Ctx, record: SealedRecord, payload: string): Promise<void> {
  const { subjectId, id, version } = record
  if (record.table === 'record') {
    await sql`update archive.record set payload = ${payload}::jsonb where subject_id = ${subjectId} and id = ${id}`.execute(
      ctx.db,
    )
    return
  }
  const others = sql.raw(recordColumns.replace('payload, ', ''))
  await sql`with gone as (delete from archive.record_history where subject_id = ${subjectId} and id = ${id} and version = ${version} returning *)
    insert into archive.record_history (${others}, payload, known_until) select ${others}, ${payload}::jsonb, known_until from gone`.execute(
    ctx.db,
  )
}
