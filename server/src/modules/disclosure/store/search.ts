import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { prepared } from '../../../kernel/db/prepared.ts'
import type { Counts } from '../schema.ts'

type Db = Pick<Ctx, 'db'>

export type Filters = {
  region: string | null
  industry: string | null
  kind: string | null
  grade: string | null
  hasPenalty: boolean | null
}

export type Hit = {
  id: string
  name: string
  nameKey: string
  formerNames: string[]
  kind: string
  uscc: string | null
  regionCode: string | null
  industryCode: string | null
  grade: string | null
  counts: Counts
  changesOn: string | null
  rank: number
}

type Row = {
  subject_id: string
  name: string
  name_key: string
  former_names: string[]
  kind: string
  uscc: string | null
  region_code: string | null
  industry_code: string | null
  grade: string | null
  counts: Counts
  changes_on: string | null
  rank: number
}

const own = sql.raw('s.subject_id, s.name, s.name_key, s.former_names, s.rank')
const shown = sql.raw(
  's.subject_id, s.name, s.name_key, s.former_names, h.kind, h.uscc, h.region_code, h.industry_code, h.grade, h.counts, h.changes_on, s.rank',
)

const isFiltered = (f: Filters) =>
  f.region !== null || f.industry !== null || f.kind !== null || f.grade !== null || f.hasPenalty !== null

/** The filters that are set, on the hit row. */
function conditions(f: Filters): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = []
  if (f.region !== null) parts.push(sql`h.region_code like ${f.region}`)
  if (f.industry !== null) parts.push(sql`h.industry_code like ${f.industry}`)
  if (f.kind !== null) parts.push(sql`h.kind = ${f.kind}`)
  if (f.grade !== null) parts.push(sql`h.grade = ${f.grade}`)
  if (f.hasPenalty !== null) parts.push(f.hasPenalty ? sql`h.penalties > 0` : sql`h.penalties = 0`)
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `)
}

/**
 * The first so many names that begin with the key, in the order of the key, so the equal name comes first: a range of
 * the key index, read no further than the limit.
 */
export function findByPrefix(ctx: Db, key: string, filters: Filters, limit: number): Promise<Hit[]> {
  const range = sql`s.name_key ~>=~ ${key} and s.name_key ~<~ ${`${key}\u{10ffff}`}`
  const order = sql`order by s.name_key using ~<~`
  return hits(
    ctx,
    isFiltered(filters)
      ? sql`${prepared} select ${shown} from disclosure.search s join disclosure.hit h on h.subject_id = s.subject_id where ${range} and ${conditions(filters)} ${order} limit ${limit}`
      : sql`${prepared} select ${shown} from (select ${own} from disclosure.search s where ${range} ${order} limit ${limit}) s join disclosure.hit h on h.subject_id = s.subject_id`,
  )
}

/**
 * Up to so many names that hold all grams, in no order: the answer of the GIN index for rare grams.
 * Planned at every call: a plan for any gram would read the whole table.
 */
export function findSome(ctx: Db, grams: number[], filters: Filters, limit: number): Promise<Hit[]> {
  const match = sql`s.grams @> ${arrayOf(grams)}::int4[]`
  return hits(
    ctx,
    isFiltered(filters)
      ? sql`select ${shown} from disclosure.search s join disclosure.hit h on h.subject_id = s.subject_id where ${match} and ${conditions(filters)} limit ${limit}`
      : sql`select ${shown} from (select ${own} from disclosure.search s where ${match} limit ${limit}) s join disclosure.hit h on h.subject_id = s.subject_id`,
  )
}

export type Position = { rank: number; id: string }

/**
 * Names that contain the key, by rank after a position, looked for only among the next `windowRows` names by rank and
 * in the index alone: for common words the page is full after a few hundred of them. Fewer hits than asked for say
 * nothing about the rest.
 */
export function findInWindow(
  ctx: Db,
  key: string,
  filters: Filters,
  after: Position | null,
  limit: number,
): Promise<Hit[]> {
  const start = after === null ? sql`true` : sql`(s.rank, s.subject_id) < (${after.rank}, ${after.id}::uuid)`
  const near = sql`select s.subject_id, s.rank, s.name_key from disclosure.search s where ${start} order by s.rank desc, s.subject_id desc limit ${windowRows} offset 0`
  const found = isFiltered(filters)
    ? sql`select w.subject_id from (${near}) w join disclosure.hit h on h.subject_id = w.subject_id where w.name_key like ${containing(key)} and ${conditions(filters)} order by w.rank desc, w.subject_id desc limit ${limit}`
    : sql`select w.subject_id from (${near}) w where w.name_key like ${containing(key)} order by w.rank desc, w.subject_id desc limit ${limit}`
  return hits(
    ctx,
    sql`${prepared} select ${shown} from (${found}) f join disclosure.search s on s.subject_id = f.subject_id join disclosure.hit h on h.subject_id = f.subject_id
    order by s.rank desc, s.subject_id desc`,
  )
}

const windowRows = 50_000

/** A pattern for names that hold the key; keys have no pattern characters but may be typed with some. */
const containing = (key: string) => `%${key.replace(/[\\%_]/g, '\\$&')}%`

/** Names that hold all grams, by rank after a position, however many there are: sorts every match. */
export function findByGrams(
  ctx: Db,
  grams: number[],
  filters: Filters,
  after: Position | null,
  limit: number,
): Promise<Hit[]> {
  const start = after === null ? sql`` : sql`and (s.rank, s.subject_id) < (${after.rank}, ${after.id}::uuid)`
  const match = sql`s.grams @> ${arrayOf(grams)}::int4[] ${start}`
  const order = sql`order by s.rank desc, s.subject_id desc`
  return hits(
    ctx,
    isFiltered(filters)
      ? sql`select ${shown} from disclosure.search s join disclosure.hit h on h.subject_id = s.subject_id where ${match} and ${conditions(filters)} ${order} limit ${limit}`
      : sql`select ${shown} from (select ${own} from disclosure.search s where ${match} ${order} limit ${limit}) s join disclosure.hit h on h.subject_id = s.subject_id ${order}`,
  )
}

/** Hits of these subjects that fit the filters; subjects that show nothing are absent. */
export function findHits(ctx: Db, ids: string[], filters: Filters): Promise<Hit[]> {
  if (ids.length === 0) return Promise.resolve([])
  return hits(
    ctx,
    sql`select ${shown} from disclosure.search s join disclosure.hit h on h.subject_id = s.subject_id
    where s.subject_id = any(${ids}::uuid[]) and ${conditions(filters)}`,
  )
}

/** How common each of the commonest grams is, as a share of all names, from the planner's statistics. */
export async function gramShares(ctx: Db): Promise<{ shares: Map<number, number>; names: number }> {
  const { rows } = await sql<{ grams: number[] | null; freqs: number[] | null; names: number }>`
    select s.most_common_elems::text::int4[] as grams, s.most_common_elem_freqs as freqs, greatest(c.reltuples, 0)::float8 as names
    from pg_class c left join pg_stats s on s.schemaname = 'disclosure' and s.tablename = 'search' and s.attname = 'grams'
    where c.oid = 'disclosure.search'::regclass`.execute(ctx.db)
  const row = rows[0]
  const shares = new Map<number, number>()
  for (const [i, gram] of (row?.grams ?? []).entries()) shares.set(gram, row?.freqs?.[i] ?? 0)
  return { shares, names: row?.names ?? 0 }
}

const arrayOf = (grams: number[]) => `{${grams.join(',')}}`

async function hits(ctx: Db, query: RawBuilder<unknown>): Promise<Hit[]> {
  const { rows } = await (query as RawBuilder<Row>).execute(ctx.db)
  return rows.map(hitOf)
}

const hitOf = (row: Row): Hit => ({
  id: row.subject_id,
  name: row.name,
  nameKey: row.name_key,
  formerNames: row.former_names,
  kind: row.kind,
  uscc: row.uscc,
  regionCode: row.region_code,
  industryCode: row.industry_code,
  grade: row.grade,
  counts: row.counts,
  changesOn: row.changes_on,
  rank: row.rank,
})
