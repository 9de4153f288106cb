import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'

type Db = Pick<Ctx, 'db'>

/** Keeps the rows of a leaf, and for each subject where it was told; for those that ended, that it is told no more. */
export async function insertTold(
  ctx: Db,
  id: string,
  rows: Buffer,
  subjects: readonly { subjectId: string; place: number; isShown: boolean }[],
): Promise<void> {
  await sql`insert into disclosure.told (id, rows) values (${id}, ${rows})`.execute(ctx.db)
  const shown = subjects.filter(({ isShown }) => isShown)
  const gone = subjects.filter(({ isShown }) => !isShown)
  if (shown.length > 0)
    await sql`insert into disclosure.shown (subject_id, told_id, place)
      select subject_id, ${id}::uuid, place from unnest(${uuidArray(shown.map((s) => s.subjectId))}::uuid[],
        ${shown.map((s) => s.place)}::int[]) as t(subject_id, place)
      on conflict (subject_id) do update set told_id = excluded.told_id, place = excluded.place`.execute(
      ctx.db,
    )
  if (gone.length > 0)
    await sql`delete from disclosure.shown where subject_id = any(${uuidArray(gone.map((s) => s.subjectId))}::uuid[])`.execute(
      ctx.db,
    )
}

/** The digest of each subject's page as it was told last, as hex; subjects without a page are absent. */
export async function lastTold(ctx: Db, subjectIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ subject_id: string; digest: string }>`
    select s.subject_id, encode(substr(t.rows, s.place * 48 + 17, 32), 'hex') as digest
    from disclosure.shown s join disclosure.told t on t.id = s.told_id
    where s.subject_id = any(${uuidArray(subjectIds)}::uuid[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.subject_id, row.digest]))
}

/** Where the page of a subject was told last, with the rows told then and the page's text of now. */
export async function findTold(
  ctx: Db,
  subjectId: string,
): Promise<{ id: string; place: number; rows: Buffer; page: string | null } | undefined> {
  const { rows } = await sql<{ id: string; place: number; page: string | null }>`
    select s.told_id as id, s.place, p.body::text as page from disclosure.shown s
    left join disclosure.page p on p.subject_id = s.subject_id where s.subject_id = ${subjectId}`.execute(
    ctx.db,
  )
  const [found] = rows
  if (!found) return undefined
  const told = await sql<{ rows: Buffer }>`select rows from disclosure.told where id = ${found.id}`.execute(
    ctx.db,
  )
  return told.rows[0] && { ...found, rows: told.rows[0].rows }
}

/** The rows told under an id; undefined when they are gone. */
export async function toldRows(ctx: Db, id: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ rows: Buffer }>`select rows from disclosure.told where id = ${id}`.execute(
    ctx.db,
  )
  return rows[0]?.rows
}

/** Subjects whose page is another than was told, or is gone without being told; at most `limit`. */
export async function untruePages(ctx: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ subject_id: string }>`select s.subject_id from disclosure.shown s
    left join disclosure.page p on p.subject_id = s.subject_id left join disclosure.told t on t.id = s.told_id
    where coalesce(sha256(convert_to(p.body::text, 'UTF8')) <> substr(t.rows, s.place * 48 + 17, 32), true)
    order by s.subject_id limit ${limit}`.execute(ctx.db)
  return rows.map((row) => row.subject_id)
}
