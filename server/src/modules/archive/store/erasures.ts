import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'

/** Deletes all versions of the records of subjects and entities; answers the batches they came from. */
export async function deleteRecordsOf(ctx: Pick<Ctx, 'db'>, ids: string[]): Promise<{ messages: string[] }> {
  const wanted = uuidArray(ids)
  const { rows } = await sql<{ id: string }>`
    select distinct batch_id as id from archive.record where subject_id = any(${wanted}::uuid[]) or entity_id = any(${wanted}::uuid[])
    union select distinct batch_id from archive.record_history where subject_id = any(${wanted}::uuid[]) or entity_id = any(${wanted}::uuid[])
    union select distinct batch_id from archive.row_outcome where subject_id = any(${wanted}::uuid[])
    limit 100000`.execute(ctx.db)
  // What the ledger of their files commits to stays, so that the other rows can still be proven.
  await sql`insert into archive.erased_row (batch_id, table_number, row_number, record_id, digest)
    select distinct on (batch_id, table_number, row_number) batch_id, table_number, row_number, id, digest from (
      select batch_id, table_number, row_number, id, digest, version from archive.record
      where subject_id = any(${wanted}::uuid[]) or entity_id = any(${wanted}::uuid[])
      union all
      select batch_id, table_number, row_number, id, digest, version from archive.record_history
      where subject_id = any(${wanted}::uuid[]) or entity_id = any(${wanted}::uuid[])) as v
    order by batch_id, table_number, row_number, version
    on conflict do nothing`.execute(ctx.db)
  await sql`delete from archive.record where subject_id = any(${wanted}::uuid[]) or entity_id = any(${wanted}::uuid[])`.execute(
    ctx.db,
  )
  await sql`delete from archive.record_history where subject_id = any(${wanted}::uuid[]) or entity_id = any(${wanted}::uuid[])`.execute(
    ctx.db,
  )
  await sql`delete from archive.snapshot_member where subject_id = any(${wanted}::uuid[])`.execute(ctx.db)
  await sql`update archive.row_outcome set findings = '[]' where subject_id = any(${wanted}::uuid[])`.execute(
    ctx.db,
  )
  return { messages: rows.map((row) => row.id) }
}
