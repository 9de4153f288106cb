import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { recordColumns } from './records.ts'

const present = sql.raw(recordColumns.replace('subject_id, ', ''))

/**
 * Moves an entity's records and their history from one subject to another. Where the other has the same record
 * already, that one stays and the moved one is kept as a version of it, so that a split finds it again.
 */
export async function moveEntity(ctx: Ctx, entityId: string, from: string, to: string): Promise<void> {
  await sql`insert into archive.record_history (subject_id, ${present}, known_until)
    select ${to}::uuid, ${present}, known_until from archive.record_history where subject_id = ${from} and entity_id = ${entityId}
    on conflict (subject_id, id, version) do nothing`.execute(ctx.db)
  // A version whose number the other subject's record has too stays behind and is found again after a split.
  await sql`delete from archive.record_history h where subject_id = ${from} and entity_id = ${entityId}
    and not exists (select from archive.record_history o where o.subject_id = ${to} and o.id = h.id and o.version = h.version
      and o.entity_id <> ${entityId})`.execute(ctx.db)
  await sql`insert into archive.record (subject_id, ${present})
    select ${to}::uuid, ${present} from archive.record where subject_id = ${from} and entity_id = ${entityId}
    on conflict (subject_id, id) do nothing`.execute(ctx.db)
  await sql`insert into archive.record_history (subject_id, ${present}, known_until)
    select ${from}::uuid, ${present}, ${ctx.now}::timestamptz from archive.record r
    where subject_id = ${from} and entity_id = ${entityId}
      and exists (select from archive.record o where o.subject_id = ${to} and o.id = r.id and o.entity_id <> ${entityId})
    on conflict (subject_id, id, version) do nothing`.execute(ctx.db)
  await sql`delete from archive.record where subject_id = ${from} and entity_id = ${entityId}`.execute(ctx.db)
  await moveMembers(ctx, entityId, from, to)
  await restoreKept(ctx, entityId, to)
}

/** Full lists name the records where they stand now; else a list that no longer has one could not end it. */
async function moveMembers(ctx: Ctx, entityId: string, from: string, to: string): Promise<void> {
  await sql`update archive.snapshot_member m set subject_id = ${to}::uuid from archive.record r
    where m.subject_id = ${from} and r.subject_id = ${to} and r.entity_id = ${entityId} and r.id = m.record_id and r.kind = m.kind
      and not exists (select from archive.snapshot_member o where o.kind = m.kind and o.provider_id = m.provider_id
        and o.record_id = m.record_id and o.subject_id = ${to})`.execute(ctx.db)
}

/** After a split: records of the entity that had given way to an equal one of the other subject stand again. */
async function restoreKept(ctx: Ctx, entityId: string, to: string): Promise<void> {
  await sql`insert into archive.record (subject_id, ${present})
    select distinct on (h.id) h.subject_id, ${sql.raw(recordColumns.replace('subject_id, ', '').replace(/(\w+)/g, 'h.$1'))} from archive.record_history h
    where h.subject_id = ${to} and h.entity_id = ${entityId}
      and not exists (select from archive.record r where r.subject_id = ${to} and r.id = h.id)
    order by h.id, h.version desc
    on conflict (subject_id, id) do nothing`.execute(ctx.db)
  await sql`delete from archive.record_history h using archive.record r where h.subject_id = ${to} and h.entity_id = ${entityId}
    and r.subject_id = h.subject_id and r.id = h.id and r.version = h.version`.execute(ctx.db)
}
