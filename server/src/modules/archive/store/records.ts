import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { Again } from '../../../kernel/db/act.ts'
import { copyInto, copyText } from '../../../kernel/db/copy.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'
import type { RecordRow, RecordStatus, StoredVersion } from '../schema.ts'

export const recordColumns =
  'subject_id, id, entity_id, kind, occurred_on, effective_from, effective_to, status, status_on, under_objection, payload, digest, version, known_from, provider_id, batch_id, table_number, row_number'

/** Stored versions of the named records, by `subjectId/id`; one probe of the primary key each. */
export async function findVersions(
  ctx: Ctx,
  names: { subjectId: string; id: string }[],
): Promise<Map<string, StoredVersion>> {
  const found = new Map<string, StoredVersion>()
  if (names.length === 0) return found
  const { rows } = await sql<{
    subject_id: string
    id: string
    digest: string
    version: number
    status: RecordStatus
    batch_id: string
    table_number: number
    row_number: number
    under_objection: boolean
  }>`
    select r.subject_id, r.id, encode(r.digest, 'hex') as digest, r.version, r.status, r.batch_id, r.table_number, r.row_number, r.under_objection
    from unnest(${uuidArray(names.map((n) => n.subjectId))}::uuid[], ${uuidArray(names.map((n) => n.id))}::uuid[]) as wanted(subject_id, id)
    join archive.record r on r.subject_id = wanted.subject_id and r.id = wanted.id`.execute(ctx.db)
  for (const r of rows)
    found.set(`${r.subject_id}/${r.id}`, {
      digest: r.digest,
      version: r.version,
      status: r.status,
      batchId: r.batch_id,
      tableNumber: r.table_number,
      rowNumber: r.row_number,
      underObjection: r.under_objection,
    })
  return found
}

/** Adds records that do not exist. One that another session added meanwhile makes the transaction start again. */
export async function addRecords(ctx: Ctx, records: RecordRow[]): Promise<void> {
  await copyRecords(ctx, records).catch((error) => {
    throw isTaken(error) ? new Again('a record was added meanwhile') : error
  })
}

/** Adds records if none of them exists; otherwise adds none, answers false and leaves the transaction open. */
export async function addNewRecords(ctx: Ctx, records: RecordRow[]): Promise<boolean> {
  if (records.length === 0) return true
  await sql`savepoint new_records`.execute(ctx.db)
  try {
    await copyRecords(ctx, records)
  } catch (error) {
    if (!isTaken(error)) throw error
    await sql`rollback to savepoint new_records`.execute(ctx.db)
    return false
  }
  await sql`release savepoint new_records`.execute(ctx.db)
  return true
}

const copyRecords = (ctx: Ctx, records: RecordRow[]) =>
  copyInto(ctx, 'archive.record', recordColumns, records.map(recordLine))

const isTaken = (error: unknown) => (error as { code?: string }).code === '23505'

/**
 * Replaces records by their next version and keeps the former one. `version` is the number the stored record must
 * have left behind; a record changed meanwhile by another session makes fewer rows, which the caller must notice.
 */
export async function changeRecords(ctx: Ctx, records: RecordRow[]): Promise<number> {
  if (records.length === 0) return 0
  await sql`create temp table if not exists stage_change (like archive.record) on commit delete rows`.execute(
    ctx.db,
  )
  await copyInto(ctx, 'stage_change', recordColumns, records.map(recordLine))
  await sql`insert into archive.record_history (${sql.raw(recordColumns)}, known_until)
    select ${sql.raw(recordColumns.replace(/(\w+)/g, 'r.$1'))}, s.known_from from stage_change s
    join archive.record r on r.subject_id = s.subject_id and r.id = s.id and r.version = s.version - 1
    order by r.subject_id, r.id`.execute(ctx.db)
  const done =
    await sql`update archive.record r set entity_id = s.entity_id, occurred_on = s.occurred_on, effective_from = s.effective_from,
      effective_to = s.effective_to, status = s.status, status_on = s.status_on, under_objection = s.under_objection, payload = s.payload,
      digest = s.digest, version = s.version, known_from = s.known_from, provider_id = s.provider_id, batch_id = s.batch_id,
      table_number = s.table_number, row_number = s.row_number
    from stage_change s where r.subject_id = s.subject_id and r.id = s.id and r.version = s.version - 1`.execute(
      ctx.db,
    )
  await sql`delete from stage_change`.execute(ctx.db)
  return Number(done.numAffectedRows ?? 0)
}

/** A COPY line; only the JSON payload can hold a backslash, and nothing here a tab or a line end. */
const recordLine = (r: RecordRow): string => {
  const payload = r.payload.includes('\\') ? r.payload.replaceAll('\\', '\\\\') : r.payload
  const day = (text: string | null) => text ?? '\\N'
  return `${r.subjectId}\t${r.id}\t${r.entityId}\t${r.kind}\t${day(r.occurredOn)}\t${day(r.effectiveFrom)}\t${day(r.effectiveTo)}\t${r.status}\t${day(r.statusOn)}\t${r.underObjection ? 't' : 'f'}\t${payload}\t\\\\x${r.digest}\t${r.version}\t${r.knownFrom}\t${copyText(r.providerId)}\t${r.batchId}\t${r.tableNumber}\t${r.rowNumber}\n`
}
