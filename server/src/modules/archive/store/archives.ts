import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { reached } from '../../../kernel/db/reached.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'
import type { Scope } from '../../identity/index.ts'
import { openValues, revealed } from '../rules/payload.ts'
import type { ArchiveRecord, RecordStatus } from '../schema.ts'

type Db = Pick<Ctx, 'db' | 'keys'>
type Row = {
  subject_id: string
  id: string
  kind: string
  occurred_on: string | null
  effective_from: string | null
  effective_to: string | null
  status: RecordStatus
  status_on: string | null
  under_objection: boolean
  payload: Record<string, unknown>
  version: number
  known_from: string
  provider_id: string
  batch_id: string
  table_number: number
  row_number: number
}

const columns =
  sql.raw(`subject_id, id, kind, occurred_on, effective_from, effective_to, status, status_on, under_objection, payload, version,
  to_char(known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as known_from, provider_id, batch_id, table_number, row_number`)

/** The newest versions of all records of the subjects, by subject, oldest fact first. One statement. */
export async function recordsOf(ctx: Db, subjectIds: string[]): Promise<Map<string, ArchiveRecord[]>> {
  const { rows } =
    await sql<Row>`select ${columns} from archive.record where subject_id = any(${uuidArray(subjectIds)}::uuid[])`.execute(
      ctx.db,
    )
  return grouped(ctx, rows)
}

/** The records of a subject as the platform knew them at an instant. */
export async function recordsKnownAt(ctx: Db, subjectId: string, knownAt: Date): Promise<ArchiveRecord[]> {
  const { rows } = await sql<Row>`
    select ${columns} from archive.record where subject_id = ${subjectId} and known_from <= ${knownAt}
    union all
    select ${columns} from archive.record_history where subject_id = ${subjectId} and known_from <= ${knownAt} and known_until > ${knownAt}`.execute(
    ctx.db,
  )
  return grouped(ctx, rows).get(subjectId) ?? []
}

type Version = ArchiveRecord & { knownUntil: string | null }

/** All versions of one record that the scope's organisation brought, newest first, with the instant until which each was the newest. */
export const versionsOf = (ctx: Db, subjectId: string, recordId: string, scope: Scope): Promise<Version[]> =>
  readVersions(ctx, { subjectId, recordId, scope }, openValues)

/** The same with everything that is sealed in them: for showing it masked, and for whoever may see one value. */
export const revealedVersionsOf = (
  ctx: Db,
  subjectId: string,
  recordId: string,
  scope: Scope,
): Promise<Version[]> =>
  readVersions(ctx, { subjectId, recordId, scope }, (keys, payload, id) => revealed(keys, payload, id).values)

async function readVersions(
  ctx: Db,
  { subjectId, recordId, scope }: { subjectId: string; recordId: string; scope: Scope },
  read: typeof openValues,
): Promise<Version[]> {
  const ofScope = reached(scope, 'provider_id', 'kind')
  const { rows } = await sql<Row & { known_until: string | null }>`
    select ${columns}, null::text as known_until from archive.record
    where subject_id = ${subjectId} and id = ${recordId} and ${ofScope}
    union all
    select ${columns}, to_char(known_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from archive.record_history
    where subject_id = ${subjectId} and id = ${recordId} and ${ofScope}
    order by version desc limit 1000`.execute(ctx.db)
  return rows.map((row) => ({
    ...recordOf(ctx, row),
    values: read(ctx.keys, row.payload, row.id),
    knownUntil: row.known_until,
  }))
}

function grouped(ctx: Db, rows: Row[]): Map<string, ArchiveRecord[]> {
  const archives = new Map<string, ArchiveRecord[]>()
  for (const row of rows) {
    const list = archives.get(row.subject_id)
    if (list) list.push(recordOf(ctx, row))
    else archives.set(row.subject_id, [recordOf(ctx, row)])
  }
  for (const list of archives.values()) if (list.length > 1) list.sort(byDay)
  return archives
}

const byDay = (a: ArchiveRecord, b: ArchiveRecord) => {
  const [left, right] = [a.occurredOn ?? '', b.occurredOn ?? '']
  return left < right ? -1 : left > right ? 1 : a.id < b.id ? -1 : 1
}

function recordOf({ keys }: Db, row: Row): ArchiveRecord {
  const { payload } = row
  const record = {
    id: row.id,
    kind: row.kind,
    occurredOn: row.occurred_on,
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
    status: row.status,
    statusOn: row.status_on,
    underObjection: row.under_objection,
    values: {},
    version: row.version,
    knownFrom: row.known_from,
    providerId: row.provider_id,
    batchId: row.batch_id,
    tableNumber: row.table_number,
    rowNumber: row.row_number,
  }
  if (payload.$person === undefined) {
    record.values = openValues(keys, payload, row.id)
    return record
  }
  // Opened when somebody looks: most of what is derived asks only whether the subject is a person.
  let values: ArchiveRecord['values'] | undefined
  return Object.defineProperty(record, 'values', {
    enumerable: true,
    get: () => {
      values ??= openValues(keys, payload, row.id)
      return values
    },
  })
}
