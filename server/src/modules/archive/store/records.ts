import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { copyInto, copyLine } from '../../../kernel/db/copy.ts'
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
    from unnest(${names.map((n) => n.subjectId)}::uuid[], ${names.map((n) => n.id)}::uuid[]) as wanted(subject_id, id)
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

/** Adds records that do not exist. A key that another session added meanwhile is the database's error 23505. */
export const addRecords = (ctx: Ctx, records: RecordRow[]): Promise<void> =>
  copyInto(ctx, 'archive.record', recordColumns, records.map(recordLine).join(''))

/**
 * Replaces records by their next version and keeps the former one. `version` is the number the stored record must
 * have left behind; a record changed meanwhile by another session makes fewer rows, which the caller must notice.
 */
export async function changeRecords(ctx: Ctx, records: RecordRow[]): Promise<number> {
  if (records.length === 0) return 0
  await sql`create temp table if not exists stage_change (like archive.record) on commit delete rows`.execute(
    ctx.db,
  )
  await copyInto(ctx, 'stage_change', recordColumns, records.map(recordLine).join(''))
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

const recordLine = (r: RecordRow): string =>
  copyLine([
    r.subjectId,
    r.id,
    r.entityId,
    r.kind,
    r.occurredOn,
    r.effectiveFrom,
    r.effectiveTo,
    r.status,
    r.statusOn,
    r.underObjection,
    r.payload,
    `\\x${r.digest}`,
    r.version,
    r.knownFrom,
    r.providerId,
    r.batchId,
    r.tableNumber,
    r.rowNumber,
  ])
