import { sql } from 'kysely'
import { type Ctx, tables } from '../../../kernel/context.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'
import type { Tables } from '../tables.ts'
import { forgottenName } from './person-names.ts'

type Db = Pick<Ctx, 'db'>
export type Erasure = {
  subjectId: string
  owners: string[]
  reason: string
  askedBy: string
  at: Date
  digest: string
  keysGoneAt: Date | null
}

/** Keeps the proof of an erasure; false when the subject was erased before. */
export async function insertErasure(ctx: Db, erasure: Omit<Erasure, 'keysGoneAt'>): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .insertInto('subjects.erasure')
    .values({
      subject_id: erasure.subjectId,
      owners: erasure.owners,
      reason: erasure.reason,
      asked_by: erasure.askedBy,
      at: erasure.at,
      digest: Buffer.from(erasure.digest, 'hex'),
      keys_gone_at: null,
    })
    .onConflict((c) => c.column('subject_id').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** The erasure of a subject, or undefined. */
export async function findErasure(ctx: Db, subjectId: string): Promise<Erasure | undefined> {
  const row = await tables<Tables>(ctx)
    .selectFrom('subjects.erasure')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .executeTakeFirst()
  return (
    row && {
      subjectId: row.subject_id,
      owners: row.owners,
      reason: row.reason,
      askedBy: row.asked_by,
      at: row.at,
      digest: row.digest.toString('hex'),
      keysGoneAt: row.keys_gone_at,
    }
  )
}

/** Notes that the keys of an erased subject are destroyed. */
export async function setKeysGone(ctx: Pick<Ctx, 'db' | 'now'>, subjectId: string): Promise<void> {
  await tables<Tables>(ctx)
    .updateTable('subjects.erasure')
    .set({ keys_gone_at: ctx.now })
    .where('subject_id', '=', subjectId)
    .execute()
}

/** Which of these entities or keys of numbers belong to somebody who was erased. */
export async function erasedAmong(ctx: Db, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const wanted = uuidArray([...new Set(ids)])
  const { rows } = await sql<{ id: string }>`select o as id from subjects.erasure e, unnest(e.owners) as o
    where e.owners && ${wanted}::uuid[] and o = any(${wanted}::uuid[])`.execute(ctx.db)
  return new Set(rows.map((row) => row.id))
}

/** The subjects of which these entities are part, for entities that are known. */
export async function subjectsOfEntities(ctx: Db, ids: string[]): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select distinct coalesce(merged_into, id) as id from subjects.subject
    where id = any(${uuidArray(ids)}::uuid[]) and kind = 'person'`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** The entities of a subject and the keys of its numbers: everything whose key is destroyed with it. */
export async function ownersOf(ctx: Db, subjectId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from subjects.subject where id = ${subjectId} or merged_into = ${subjectId}
    union select key from subjects.identifier where subject_id = ${subjectId} and value is null
    limit 10000`.execute(ctx.db)
  return rows.map((row) => row.id).sort()
}

/** Takes out of the tables what is known of a person: names, numbers, rows that wait. Keys of numbers stay, so that the person is not taken in again. */
export async function blankSubject(ctx: Db, subjectId: string, owners: string[]): Promise<void> {
  const entities = sql`(select id from subjects.subject where id = ${subjectId} or merged_into = ${subjectId})`
  await sql`update subjects.doubt set row_sealed = null, name_key = '', candidates = '[]',
      clue = jsonb_build_object('kind', 'person', 'name', ${forgottenName}::text, 'nameKey', '', 'identifiers', '[]'::jsonb, 'formerNames', '[]'::jsonb),
      state = case when state = 'open' then 'dropped' else state end
    where left_id = any(${uuidArray(owners)}::uuid[]) or decided_subject = any(${uuidArray(owners)}::uuid[])
      or name_key in (select name_key from subjects.subject where id in ${entities})`.execute(ctx.db)
  await sql`delete from subjects.name where subject_id in ${entities}`.execute(ctx.db)
  await sql`update subjects.identifier set value_sealed = null, name_key = '' where subject_id = ${subjectId}`.execute(
    ctx.db,
  )
  await sql`update subjects.subject set name = ${forgottenName}, name_key = '', core_key = '', region_code = null,
      industry_code = null, legal_representative = null, address = null
    where id = ${subjectId} or merged_into = ${subjectId}`.execute(ctx.db)
}

export type Hold = { reason: string; placedBy: string; placedAt: Date; until: string | null }

/** The hold on a subject that stands on a day, or undefined. */
export async function findHold(ctx: Db, subjectId: string, day: string): Promise<Hold | undefined> {
  const row = await tables<Tables>(ctx)
    .selectFrom('subjects.legal_hold')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .where((e) => e.or([e('until', 'is', null), e('until', '>=', day)]))
    .executeTakeFirst()
  return row && { reason: row.reason, placedBy: row.placed_by, placedAt: row.placed_at, until: row.until }
}

/** Places a hold, in the place of an earlier one. */
export async function putHold(
  ctx: Ctx,
  subjectId: string,
  reason: string,
  until: string | null,
): Promise<void> {
  const fields = { reason, placed_by: ctx.actor.id, placed_at: ctx.now, until }
  await tables<Tables>(ctx)
    .insertInto('subjects.legal_hold')
    .values({ subject_id: subjectId, ...fields })
    .onConflict((c) => c.column('subject_id').doUpdateSet(fields))
    .execute()
}

/** Lifts a hold; false when there was none. */
export async function deleteHold(ctx: Db, subjectId: string): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .deleteFrom('subjects.legal_hold')
    .where('subject_id', '=', subjectId)
    .executeTakeFirst()
  return done.numDeletedRows === 1n
}
