import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'
import { recordColumns } from './records.ts'

type Db = Pick<Ctx, 'db'>
export type Aged = { subjectId: string; id: string; entityId: string; kind: string }
/** Where a page of candidates ended. */
export type AgedPlace = { subjectId: string; id: string }

const days = { occurredOn: 'occurred_on', effectiveTo: 'effective_to', statusOn: 'status_on' } as const
/** A stage has nothing to do with what it has done to before. */
const open = {
  hide: sql.raw(`status = 'active'`),
  archive: sql.raw(`payload <> '{}'::jsonb`),
  erase: sql.raw(`(payload <> '{}'::jsonb or exists (select from archive.cold c where c.record_id = r.id
    and c.subject_id = r.subject_id))`),
}

/** Records whose period at a stage has ended by a day, after a place, in the order of their keys. */
export async function findAged(
  ctx: Db,
  ask: {
    stage: keyof typeof open
    kinds: readonly string[]
    from: readonly (keyof typeof days)[]
    months: number
    day: string
  },
  after: AgedPlace,
  limit: number,
): Promise<Aged[]> {
  const counted = sql.raw(`coalesce(${ask.from.map((one) => days[one]).join(', ')})`)
  const { rows } = await sql<Aged>`
    select subject_id as "subjectId", id, entity_id as "entityId", kind from archive.record r
    where (subject_id, id) > (${after.subjectId}::uuid, ${after.id}::uuid) and kind = any(${[...ask.kinds]}::text[])
      and ${counted} + make_interval(months => ${ask.months}::int) < ${ask.day}::date and ${open[ask.stage]}
    order by subject_id, id limit ${limit}`.execute(ctx.db)
  return rows
}

const wantedOf = (records: readonly AgedPlace[]) =>
  sql`unnest(${uuidArray(records.map((r) => r.subjectId))}::uuid[], ${uuidArray(records.map((r) => r.id))}::uuid[]) as w(subject_id, id)`

/** Moves the values of all versions of records out of the archive; days, digests and places of rows stay. */
export async function moveToCold(ctx: Pick<Ctx, 'db' | 'now'>, records: readonly AgedPlace[]): Promise<void> {
  for (const table of ['record', 'record_history'])
    await sql`insert into archive.cold (record_id, version, subject_id, kind, payload, archived_at)
      select t.id, t.version, t.subject_id, t.kind, t.payload, ${ctx.now}::timestamptz
      from ${sql.raw(`archive.${table}`)} t join ${wantedOf(records)} on t.subject_id = w.subject_id and t.id = w.id
      where t.payload <> '{}'::jsonb on conflict do nothing`.execute(ctx.db)
  await emptyVersions(ctx, records)
}

/** Erases the values of all versions of records, wherever they are. */
export async function eraseValues(ctx: Db, records: readonly AgedPlace[]): Promise<void> {
  await emptyVersions(ctx, records)
  await sql`delete from archive.cold c using ${wantedOf(records)}
    where c.subject_id = w.subject_id and c.record_id = w.id`.execute(ctx.db)
}

async function emptyVersions(ctx: Db, records: readonly AgedPlace[]): Promise<void> {
  await sql`update archive.record r set payload = '{}'::jsonb from ${wantedOf(records)}
    where r.subject_id = w.subject_id and r.id = w.id and r.payload <> '{}'::jsonb`.execute(ctx.db)
  const columns = `${recordColumns}, known_until`
  // Former versions are never updated; they are taken out and put back without their values.
  await sql`with gone as (delete from archive.record_history h using ${wantedOf(records)}
      where h.subject_id = w.subject_id and h.id = w.id and h.payload <> '{}'::jsonb returning h.*)
    insert into archive.record_history (${sql.raw(columns)})
    select ${sql.raw(columns.replace(/\bpayload\b/, `'{}'::jsonb`))} from gone`.execute(ctx.db)
}
