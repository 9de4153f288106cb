import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'

export type Member = {
  kind: string
  providerId: string
  recordId: string
  subjectId: string
  batchId: string
}

/** Notes that the newest list of a full-snapshot feed has these records. */
export async function noteSnapshotMembers(ctx: Ctx, members: Member[]): Promise<void> {
  if (members.length === 0) return
  const distinct = [
    ...new Map(members.map((m) => [`${m.kind}|${m.providerId}|${m.recordId}|${m.subjectId}`, m])).values(),
  ].sort((a, b) => (a.recordId + a.subjectId < b.recordId + b.subjectId ? -1 : 1))
  await sql`insert into archive.snapshot_member (kind, provider_id, record_id, subject_id, last_batch)
    select * from unnest(${distinct.map((m) => m.kind)}::text[], ${distinct.map((m) => m.providerId)}::text[], ${distinct.map((m) => m.recordId)}::uuid[],
      ${distinct.map((m) => m.subjectId)}::uuid[], ${distinct.map((m) => m.batchId)}::uuid[])
    on conflict (kind, provider_id, record_id, subject_id) do update set last_batch = excluded.last_batch`.execute(
    ctx.db,
  )
}

/** A row of a full list that stands for members it could not be filed for; null where it says nothing. */
export type Listed = {
  row: { item: { kind: string }; providerId: string; batchId: string }
  recordId: string | null
  subjectId: string | null
}

/** Counts members as present in the newest list although their rows were not filed; all rows are of one batch. */
export async function keepMembers(ctx: Ctx, listed: Listed[]): Promise<void> {
  for (const [kind, ofKind] of Map.groupBy(listed, ({ row }) => row.item.kind)) {
    const { providerId, batchId } = ofKind[0]!.row
    const both = ofKind.filter((l) => l.recordId !== null && l.subjectId !== null)
    const own = sql`m.kind = ${kind} and m.provider_id = ${providerId}`
    const seen = sql`update archive.snapshot_member m set last_batch = ${batchId}::uuid`
    if (both.length > 0)
      await sql`${seen} from unnest(${uuidArray(both.map((l) => l.recordId!))}::uuid[], ${uuidArray(both.map((l) => l.subjectId!))}::uuid[]) as w(record_id, subject_id)
        where ${own} and m.record_id = w.record_id and m.subject_id = w.subject_id`.execute(ctx.db)
    const records = ofKind.flatMap((l) => (l.subjectId === null ? (l.recordId ?? []) : []))
    if (records.length > 0)
      await sql`${seen} where ${own} and m.record_id = any(${uuidArray(records)}::uuid[])`.execute(ctx.db)
    const subjects = ofKind.flatMap((l) => (l.recordId === null ? (l.subjectId ?? []) : []))
    if (subjects.length > 0)
      await sql`${seen} where ${own} and m.subject_id = any(${uuidArray(subjects)}::uuid[])`.execute(ctx.db)
  }
}

/**
 * Members that the newest list no longer has leave the membership, at most `limit` a call; `taken` says how many.
 * `missing` are those of them that no list of another provider has either.
 */
export async function takeMissingMembers(
  ctx: Ctx,
  list: { kind: string; providerId: string; batchId: string },
  limit: number,
): Promise<{ taken: number; missing: { recordId: string; subjectId: string }[] }> {
  const { rows } = await sql<{ record_id: string; subject_id: string; listed: boolean }>`
    with taken as (
      delete from archive.snapshot_member where (kind, provider_id, record_id, subject_id) in (
        select kind, provider_id, record_id, subject_id from archive.snapshot_member
        where kind = ${list.kind} and provider_id = ${list.providerId} and last_batch <> ${list.batchId} order by record_id limit ${limit})
      returning record_id, subject_id)
    select t.record_id, t.subject_id, exists (select from archive.snapshot_member m
      where m.kind = ${list.kind} and m.record_id = t.record_id and m.subject_id = t.subject_id and m.provider_id <> ${list.providerId}) as listed
    from taken t`.execute(ctx.db)
  const missing = rows.filter((row) => !row.listed)
  return {
    taken: rows.length,
    missing: missing.map((row) => ({ recordId: row.record_id, subjectId: row.subject_id })),
  }
}

/** Takes a record out of what a provider's list has. */
export async function dropMember(
  ctx: Ctx,
  { kind, providerId, recordId, subjectId }: Omit<Member, 'batchId'>,
): Promise<void> {
  await sql`delete from archive.snapshot_member where kind = ${kind} and provider_id = ${providerId}
    and record_id = ${recordId} and subject_id = ${subjectId}`.execute(ctx.db)
}
