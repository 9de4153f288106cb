import { type Insertable, type Selectable, sql } from 'kysely'
import { type Ctx, tables } from '../../../kernel/context.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'
import type { Tables } from '../tables.ts'

type Db = Pick<Ctx, 'db'>
export type Hold = Selectable<Tables['protection.hold']>

/** Keeps a new hold. */
export async function insertHold(ctx: Db, row: Insertable<Tables['protection.hold']>): Promise<void> {
  await tables<Tables>(ctx).insertInto('protection.hold').values(row).execute()
}

/** Lifts a hold; undefined when there is none that stands. */
export const liftHoldRow = (ctx: Pick<Ctx, 'db' | 'now'>, id: string, by: string, reason: string) =>
  tables<Tables>(ctx)
    .updateTable('protection.hold')
    .set({ lifted_at: ctx.now, lifted_by: by, lift_reason: reason })
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .returning(['subject_id', 'record_id'])
    .executeTakeFirst()

/** Holds, newest first, before a place in the order. */
export const listHoldRows = (ctx: Db, before: number, limit: number): Promise<Hold[]> =>
  tables<Tables>(ctx)
    .selectFrom('protection.hold')
    .selectAll()
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()

/** Which of some subjects and records a hold stands on. */
export async function standingHolds(
  ctx: Db,
  subjectIds: string[],
  recordIds: string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select subject_id as id from protection.hold
    where lifted_at is null and subject_id = any(${uuidArray(subjectIds)}::uuid[])
    union select record_id from protection.hold
    where lifted_at is null and record_id = any(${uuidArray(recordIds)}::uuid[])`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}

/** Subjects that holds stand on, by id, after one; for whoever has to find out who they are by now. */
export async function heldSubjects(ctx: Db, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct subject_id as id from protection.hold
    where lifted_at is null and subject_id > ${after} order by 1 limit ${limit}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}
