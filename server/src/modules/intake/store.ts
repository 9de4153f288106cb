import { type Selectable, sql } from 'kysely'
import { type Ctx, tables } from '../../kernel/context.ts'
import { Again } from '../../kernel/db/act.ts'
import { reached } from '../../kernel/db/reached.ts'
import type { Scope } from '../identity/index.ts'
import type { Batch, BatchStatus, BatchTable, RowCounts } from './schema.ts'
import type { Tables } from './tables.ts'

type Row = Selectable<Tables['intake.batch']>
type Db = Pick<Ctx, 'db'>

export type NewBatch = Omit<
  Batch,
  'seq' | 'format' | 'encoding' | 'rows' | 'finishedAt' | 'filingSeconds' | 'problem' | 'notes' | 'status'
> & {
  body: Buffer | null
  idempotencyKey: string | null
  requestDigest: string | null
  status: BatchStatus
  /** Whose key seals the body; the class's key when nobody's. */
  bodyOwner?: string | undefined
  /** For batches of one that are filed at once. */
  rows?: RowCounts
}

/** Keeps new batches. An idempotency key taken meanwhile makes the transaction start again. */
export async function insertBatches(
  ctx: Pick<Ctx, 'db' | 'now' | 'keys'>,
  batches: NewBatch[],
): Promise<void> {
  if (batches.length === 0) return
  await tables<Tables>(ctx)
    .insertInto('intake.batch')
    .values(
      batches.map((b) => ({
        id: b.id,
        provider_id: b.providerId,
        kind: b.kind,
        filename: b.filename,
        content_type: b.contentType,
        size: b.size,
        sha256: Buffer.from(b.sha256, 'hex'),
        body: b.body && ctx.keys.sealBytes(b.body, bodyPlace(b.id), b.bodyOwner),
        received_at: b.receivedAt,
        received_on: b.receivedOn,
        received_by: b.receivedBy,
        idempotency_key: b.idempotencyKey,
        request_digest: b.requestDigest === null ? null : Buffer.from(b.requestDigest, 'hex'),
        status: b.status,
        duplicate_of: b.duplicateOf,
        bulk: b.bulk,
        ...(b.rows
          ? {
              ...countColumns(b.rows),
              finished_at: ctx.now,
              filing_seconds: 0,
              format: 'json',
              encoding: 'utf-8',
            }
          : {}),
      })),
    )
    .execute()
    .catch((error) => {
      throw /batch_idempotency/.test((error as { constraint?: string }).constraint ?? '')
        ? new Again('the key was used meanwhile')
        : error
    })
}

const countColumns = (rows: RowCounts) => ({
  rows_received: rows.received,
  rows_accepted: rows.accepted,
  rows_corrected: rows.corrected,
  rows_duplicate: rows.duplicate,
  rows_in_doubt: rows.inDoubt,
  rows_rejected: rows.rejected,
})

/** Batches of earlier requests with these keys by the same sender, each with the digest of its request. */
export async function findByIdempotencyKeys(ctx: Db, receivedBy: string, keys: string[]) {
  const found = new Map<string, { batch: Batch; requestDigest: string | null }>()
  if (keys.length === 0) return found
  const rows = await tables<Tables>(ctx)
    .selectFrom('intake.batch')
    .selectAll()
    .where('received_by', '=', receivedBy)
    .where('idempotency_key', 'in', keys)
    .execute()
  for (const row of rows)
    found.set(row.idempotency_key!, {
      batch: batchOf(row),
      requestDigest: row.request_digest?.toString('hex') ?? null,
    })
  return found
}

/** The first batch of this provider with these very bytes. */
export async function findByDigest(ctx: Db, providerId: string, sha256: string): Promise<string | undefined> {
  const row = await tables<Tables>(ctx)
    .selectFrom('intake.batch')
    .select('id')
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .where('provider_id', '=', providerId)
    .where('status', '!=', 'refused')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** The batch, or undefined; one of another organisation than the scope's is as unknown. */
export async function findBatch(ctx: Db, id: string, scope: Scope): Promise<Batch | undefined> {
  const query = tables<Tables>(ctx).selectFrom('intake.batch').selectAll().where('id', '=', id)
  const row = await query.where(reached(scope, 'provider_id', 'kind')).executeTakeFirst()
  return row && batchOf(row)
}

/** The received bytes of a message kept in the database; null when they are in the file store. */
export async function bodyOf(ctx: Pick<Ctx, 'db' | 'keys'>, id: string): Promise<Buffer | null> {
  const row = await tables<Tables>(ctx)
    .selectFrom('intake.batch')
    .select('body')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.body ? openBody(ctx, id, row.body) : null
}

/** Takes away the bodies of messages; files are bulk and stay. */
export async function dropBodies(ctx: Db, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`update intake.batch set body = null where id = any(${ids}::uuid[]) and not bulk`.execute(ctx.db)
}

const bodyPlace = (id: string) => `intake.batch|body|${id}`

/** Bodies of earlier days lie there in clear, and JSON never begins like a sealed cell. */
const openBody = ({ keys }: Pick<Ctx, 'keys'>, id: string, body: Buffer): Buffer =>
  body[0] === 1 ? keys.openBytes(body, bodyPlace(id)) : body

/** Brings bodies of messages under the present keys; those in clear are sealed. */
export async function resealBodies(ctx: Ctx, after: string | null, limit: number) {
  const { rows } = await sql<{ id: string; body: Buffer }>`select id, body from intake.batch
    where id > ${after ?? '00000000-0000-0000-0000-000000000000'} and body is not null order by id limit ${limit}`.execute(
    ctx.db,
  )
  let changed = 0
  for (const { id, body } of rows) {
    if (body[0] === 1 && !ctx.keys.isOutdated(body, 'intake.batch')) continue
    const sealed =
      body[0] === 1 ? ctx.keys.reseal(body, bodyPlace(id)) : ctx.keys.sealBytes(body, bodyPlace(id))
    if (sealed === null) continue
    await sql`update intake.batch set body = ${sealed} where id = ${id}`.execute(ctx.db)
    changed++
  }
  return { after: rows.at(-1)?.id ?? null, changed }
}

/** Those of the scope, newest first; `before` is the sequence number of the last one seen. */
export async function listBatches(
  ctx: Db,
  page: { before: number | null; limit: number; scope: Scope },
): Promise<Batch[]> {
  let query = tables<Tables>(ctx)
    .selectFrom('intake.batch')
    .selectAll()
    .where('bulk', '=', true)
    .where(reached(page.scope, 'provider_id', 'kind'))
    .orderBy('seq', 'desc')
    .limit(page.limit)
  if (page.before !== null) query = query.where('seq', '<', page.before)
  return (await query.execute()).map(batchOf)
}

/** Batches that are received or were being filed when a process died, oldest first. */
export async function openBatches(ctx: Db): Promise<string[]> {
  const rows = await tables<Tables>(ctx)
    .selectFrom('intake.batch')
    .select('id')
    .where('status', 'in', ['received', 'filing'])
    .orderBy('seq')
    .limit(1_000)
    .execute()
  return rows.map((row) => row.id)
}

/** Notes that filing has begun; a batch that is past that stays as it is. */
export async function markFiling(ctx: Db, id: string): Promise<void> {
  await tables<Tables>(ctx)
    .updateTable('intake.batch')
    .set({ status: 'filing' })
    .where('id', '=', id)
    .where('status', '=', 'received')
    .execute()
}

/** Closes a batch with its counts; seconds of an earlier, interrupted filing are added up. */
export async function markFinished(
  ctx: Pick<Ctx, 'db' | 'now'>,
  id: string,
  end: Pick<Batch, 'problem' | 'notes'> & { status: 'filed' | 'refused'; rows: RowCounts; seconds: number },
): Promise<void> {
  const { rows } = end
  await tables<Tables>(ctx)
    .updateTable('intake.batch')
    .set({
      status: end.status,
      ...countColumns(rows),
      finished_at: ctx.now,
      filing_seconds: sql`coalesce(filing_seconds, 0) + ${end.seconds}::float8`,
      problem: end.problem === null ? null : JSON.stringify(end.problem),
      notes: JSON.stringify(end.notes),
      format: sql`(select min(t.format) from intake.batch_table t where t.batch_id = ${id})`,
      encoding: sql`(select min(t.encoding) from intake.batch_table t where t.batch_id = ${id})`,
    })
    .where('id', '=', id)
    .where('status', 'in', ['received', 'filing'])
    .execute()
}

/** Notes a table; a resumed batch finds it there already. */
export async function insertTable(ctx: Db, batchId: string, table: BatchTable): Promise<void> {
  await tables<Tables>(ctx)
    .insertInto('intake.batch_table')
    .values({
      batch_id: batchId,
      number: table.number,
      name: table.name,
      kind: table.kind,
      format: table.format,
      encoding: table.encoding,
      delimiter: table.delimiter,
      header_row: table.headerRow,
      headers: table.headers,
      columns: JSON.stringify(table.columns),
      missing: table.missing,
      layout: table.layout,
    })
    .onConflict((c) => c.columns(['batch_id', 'number']).doNothing())
    .execute()
}

/** The tables found in a batch, in file order, at most 1,000. */
export async function tablesOf(ctx: Db, batchId: string): Promise<BatchTable[]> {
  const rows = await tables<Tables>(ctx)
    .selectFrom('intake.batch_table')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('number')
    .limit(1_000)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    name: row.name,
    kind: row.kind,
    format: row.format,
    encoding: row.encoding,
    delimiter: row.delimiter,
    headerRow: row.header_row,
    headers: row.headers,
    columns: row.columns as unknown as (string | null)[],
    missing: row.missing,
    layout: row.layout,
  }))
}

const batchOf = (row: Row): Batch => ({
  id: row.id,
  seq: row.seq,
  providerId: row.provider_id,
  kind: row.kind,
  filename: row.filename,
  contentType: row.content_type,
  size: row.size,
  sha256: row.sha256.toString('hex'),
  receivedAt: row.received_at,
  receivedOn: row.received_on,
  receivedBy: row.received_by,
  status: row.status as BatchStatus,
  duplicateOf: row.duplicate_of,
  bulk: row.bulk,
  format: row.format,
  encoding: row.encoding,
  rows:
    row.rows_received === null
      ? null
      : {
          received: row.rows_received,
          accepted: row.rows_accepted ?? 0,
          corrected: row.rows_corrected ?? 0,
          duplicate: row.rows_duplicate ?? 0,
          inDoubt: row.rows_in_doubt ?? 0,
          rejected: row.rows_rejected ?? 0,
        },
  finishedAt: row.finished_at,
  filingSeconds: row.filing_seconds,
  problem: row.problem as unknown as Batch['problem'],
  notes: row.notes as unknown as Batch['notes'],
})
