import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { copyInto, copyLine } from '../../../kernel/db/copy.ts'
import type { HitRow, SearchRow } from '../rules/search-row.ts'
import type { PageBody } from '../schema.ts'

export type WrittenPage =
  | { subjectId: string; body: string; changesOn: string | null; hit: HitRow; search: SearchRow }
  | { subjectId: string; body: null; changesOn: string | null }

type Shown = Extract<WrittenPage, { body: string }>
const pageColumns = 'subject_id, body, on_day, changes_on'
const hitColumns = 'subject_id, kind, uscc, region_code, industry_code, grade, penalties, counts, changes_on'
const searchColumns = 'subject_id, name, name_key, former_names, keys, grams, rank'

/**
 * Replaces pages, hits and search rows of the subjects. A search row is only touched when it differs, since its gram
 * index is dear. A subject that shows nothing keeps an empty page when a day is known on which it will.
 */
export async function replacePages(
  ctx: Ctx,
  subjectIds: string[],
  pages: WrittenPage[],
  day: string,
): Promise<void> {
  const shown = pages
    .filter((p): p is Shown => p.body !== null)
    .sort((a, b) => (a.subjectId < b.subjectId ? -1 : 1))
  const hidden = pages.filter((p) => p.body === null && p.changesOn !== null)
  await stage(ctx)
  await copyInto(
    ctx,
    'stage_page',
    pageColumns,
    [...shown, ...hidden].map((p) => copyLine([p.subjectId, p.body, day, p.changesOn])).join(''),
  )
  await copyInto(ctx, 'stage_hit', hitColumns, shown.map(hitLine).join(''))
  await copyInto(ctx, 'stage_search', searchColumns, shown.map(searchLine).join(''))
  if (shown.length < subjectIds.length) await deleteHidden(ctx, subjectIds, shown)
  await sql`insert into disclosure.page (${sql.raw(pageColumns)}) select ${sql.raw(pageColumns)} from stage_page
    on conflict (subject_id) do update set body = excluded.body, on_day = excluded.on_day, changes_on = excluded.changes_on`.execute(
    ctx.db,
  )
  await sql`insert into disclosure.hit (${sql.raw(hitColumns)}) select ${sql.raw(hitColumns)} from stage_hit
    on conflict (subject_id) do update set kind = excluded.kind, uscc = excluded.uscc, region_code = excluded.region_code, industry_code = excluded.industry_code,
      grade = excluded.grade, penalties = excluded.penalties, counts = excluded.counts, changes_on = excluded.changes_on`.execute(
    ctx.db,
  )
  await sql`insert into disclosure.search (${sql.raw(searchColumns)}) select ${sql.raw(searchColumns)} from stage_search
    on conflict (subject_id) do update set name = excluded.name, name_key = excluded.name_key, former_names = excluded.former_names,
      keys = excluded.keys, grams = excluded.grams, rank = excluded.rank
    where (search.name, search.former_names, search.keys, search.grams, search.rank)
      is distinct from (excluded.name, excluded.former_names, excluded.keys, excluded.grams, excluded.rank)`.execute(
    ctx.db,
  )
  for (const table of ['stage_page', 'stage_hit', 'stage_search'])
    await sql`delete from ${sql.raw(table)}`.execute(ctx.db)
}

async function stage(ctx: Ctx): Promise<void> {
  for (const name of ['page', 'hit', 'search'])
    await sql`create temp table if not exists ${sql.raw(`stage_${name}`)} (like ${sql.raw(`disclosure.${name}`)}) on commit delete rows`.execute(
      ctx.db,
    )
}

async function deleteHidden(ctx: Ctx, subjectIds: string[], shown: Shown[]): Promise<void> {
  const kept = new Set(shown.map((p) => p.subjectId))
  const gone = subjectIds.filter((id) => !kept.has(id)).sort()
  for (const table of ['page', 'hit', 'search'])
    await sql`delete from ${sql.raw(`disclosure.${table}`)} where subject_id = any(${gone}::uuid[])`.execute(
      ctx.db,
    )
}

const hitLine = ({ subjectId, hit, changesOn }: Shown) =>
  copyLine([
    subjectId,
    hit.kind,
    hit.uscc,
    hit.regionCode,
    hit.industryCode,
    hit.grade,
    hit.penalties,
    JSON.stringify(hit.counts),
    changesOn,
  ])

const searchLine = ({ subjectId, search }: Shown) =>
  copyLine([
    subjectId,
    search.name,
    search.nameKey,
    textArray(search.formerNames),
    search.keys,
    `{${search.grams.join(',')}}`,
    search.rank,
  ])

const textArray = (list: string[]) =>
  `{${list.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`

/** The stored page; `body` is null when nothing may be shown now. */
export async function findPage(
  ctx: Pick<Ctx, 'db'>,
  subjectId: string,
): Promise<{ body: PageBody | null; onDay: string; changesOn: string | null } | undefined> {
  const { rows } = await sql<{ body: PageBody | null; on_day: string; changes_on: string | null }>`
    select body, on_day, changes_on from disclosure.page where subject_id = ${subjectId}`.execute(ctx.db)
  return rows[0] && { body: rows[0].body, onDay: rows[0].on_day, changesOn: rows[0].changes_on }
}

/** Subjects whose page changes by time alone on or before the day, at most `limit`. */
export async function subjectsChangingBy(
  ctx: Pick<Ctx, 'db'>,
  day: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{
    subject_id: string
  }>`select subject_id from disclosure.page where changes_on <= ${day}::date order by changes_on limit ${limit}`.execute(
    ctx.db,
  )
  return rows.map((row) => row.subject_id)
}
