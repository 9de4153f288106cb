import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { copyLine } from '../../../kernel/db/copy.ts'
import { replaceRows } from '../../../kernel/db/replace-rows.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'
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
 * Replaces pages, hits and search rows of the subjects. A subject that shows nothing keeps an empty page when a day is
 * known on which it will.
 */
export async function replacePages(
  ctx: Ctx,
  subjectIds: string[],
  pages: WrittenPage[],
  day: string,
): Promise<void> {
  const kept = pages
    .filter((p) => p.body !== null || p.changesOn !== null)
    .sort((a, b) => (a.subjectId < b.subjectId ? -1 : 1))
  const shown = kept.filter((p): p is Shown => p.body !== null)
  const pageLines = kept.map((p) => copyLine([p.subjectId, p.body, day, p.changesOn]))
  await replaceRows(ctx, 'disclosure.page', pageColumns, subjectIds, pageLines)
  await replaceRows(ctx, 'disclosure.hit', hitColumns, subjectIds, shown.map(hitLine))
  await replaceSearchRows(ctx, subjectIds, shown)
}

/** A search row is only touched when it differs, since its gram index is dear. */
async function replaceSearchRows(ctx: Ctx, subjectIds: string[], shown: Shown[]): Promise<void> {
  const { rows } = await sql<StoredSearch>`
    select subject_id, name, former_names, keys, md5(grams::text) as grams, rank from disclosure.search where subject_id = any(${uuidArray(subjectIds)}::uuid[])`.execute(
    ctx.db,
  )
  const stored = new Map(rows.map((row) => [row.subject_id, row]))
  const isStored = ({ subjectId, search }: Shown) => {
    const row = stored.get(subjectId)
    return (
      row?.name === search.name &&
      row.rank === search.rank &&
      row.keys === search.keys &&
      isSame(row.former_names, search.formerNames) &&
      row.grams === hash('md5', gramsText(search.grams))
    )
  }
  const changed = shown.filter((p) => !isStored(p))
  for (const { subjectId } of shown) stored.delete(subjectId)
  const gone = [...stored.keys(), ...changed.map((p) => p.subjectId)]
  await replaceRows(
    ctx,
    'disclosure.search',
    searchColumns,
    rows.length === 0 ? [] : gone,
    changed.map(searchLine),
  )
}

type StoredSearch = {
  subject_id: string
  name: string
  former_names: string[]
  keys: string
  grams: string
  rank: number
}

const isSame = (a: string[], b: string[]) => a.length === b.length && a.every((text, i) => text === b[i])

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
    gramsText(search.grams),
    search.rank,
  ])

const gramsText = (grams: readonly (string | number)[]) => `{${grams.join(',')}}`

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
