import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'

/**
 * Marks subjects due, in the transaction that changed them. A mark that stands is locked even where nothing of it
 * changes, which keeps a walk that runs meanwhile from using it up before this change can be seen.
 */
export async function markDue(ctx: Ctx, subjectIds: Iterable<string>, bulk: boolean): Promise<void> {
  const ids = [...new Set(subjectIds)].sort()
  if (ids.length === 0) return
  await sql`insert into archive.due (subject_id, since, bulk)
    select id, ${ctx.now}::timestamptz, ${bulk}::boolean from unnest(${uuidArray(ids)}::uuid[]) as t(id)
    on conflict (subject_id) do update set bulk = excluded.bulk where due.bulk and not excluded.bulk`.execute(
    ctx.db,
  )
}

/** Marks every subject that has a record, as bulk; one statement. A mark that stands keeps its place before bulk. */
export async function markAllDue(ctx: Ctx): Promise<void> {
  await sql`insert into archive.due (subject_id, since, bulk)
    select distinct subject_id, ${ctx.now}::timestamptz, true from archive.record
    on conflict (subject_id) do update set bulk = due.bulk and excluded.bulk`.execute(ctx.db)
}

/** Takes a chunk of due subjects for this transaction, single records before bulk files, oldest first. */
export async function takeDue(ctx: Ctx, limit: number, withBulk: boolean): Promise<string[]> {
  const { rows } = await sql<{ subject_id: string }>`
    delete from archive.due where subject_id in (
      select subject_id from archive.due where ${withBulk}::boolean or not bulk order by bulk, since
      for update skip locked limit ${limit})
    returning subject_id`.execute(ctx.db)
  return rows.map((row) => row.subject_id)
}

/** How many subjects wait, exactly up to `upTo`. */
export async function countDue(ctx: Pick<Ctx, 'db'>, upTo = 1_000_000): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from (select from archive.due limit ${upTo}) counted`.execute(ctx.db)
  return rows[0]!.n
}
