import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { prepared } from '../../../kernel/db/prepared.ts'
import type { GramShares } from '../rules/search-plan.ts'
import type { Counts, Filters } from '../schema.ts'

type Db = Pick<Ctx, 'db'>

export type Hit = {
  id: string
  name: string
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

const shown = sql.raw(
  's.subject_id, s.name, s.former_names, h.kind, h.uscc, h.region_code, h.industry_code, h.grade, h.counts, h.changes_on, s.rank',
)
const own = sql.raw('s.subject_id, s.name, s.former_names, s.rank')
const joined = sql.raw('disclosure.search s join disclosure.hit h on h.subject_id = s.subject_id')

const isFiltered = (f: Filters) =>
  f.region !== null || f.industry !== null || f.kind !== null || f.grade !== null || f.hasPenalty !== null

/** One text for all sets of filters, so that it is planned once. */
const fits = (f: Filters) => sql`(${f.region}::text is null or h.region_code like ${f.region})
    and (${f.industry}::text is null or h.industry_code like ${f.industry})
    and (${f.kind}::text is null or h.kind = ${f.kind})
    and (${f.grade}::text is null or h.grade = ${f.grade})
    and (${f.hasPenalty}::boolean is null or (h.penalties > 0) = ${f.hasPenalty})`

/**
 * What is looked for: grams that a name must hold, and the pattern that its keys must match. A pattern with gaps is
 * tried on each key alone, lest it begin in one name and end in a former one.
 */
export type Sought = { grams: number[]; pattern: string; hasGaps?: boolean }

/**
 * Names that hold the grams and match the pattern. The grams come from a subquery so that every plan is the same one,
 * whatever they are: the planner would weigh them anew at every call, and read the table for grams it holds common.
 */
const matches = ({ grams, pattern, hasGaps }: Sought) =>
  sql`s.grams @> (select ${`{${grams.join(',')}}`}::int4[]) and s.keys like ${pattern} ${
    hasGaps
      ? sql`and exists (select from unnest(string_to_array(s.keys, chr(10))) as k where k like ${pattern})`
      : sql``
  }`

/**
 * One page of all matches in the best order: the equal name, names that begin with the key, shorter before longer.
 * `candidatesMax` takes the first so many matches in no order and orders those.
 */
export function findBest(
  ctx: Db,
  sought: Sought & { key: string; candidatesMax: number | null },
  filters: Filters,
  page: { at: number; limit: number },
): Promise<Hit[]> {
  const place = sql`case when s.name_key = ${sought.key} then 0 when starts_with(s.name_key, ${sought.key}) then 1 else 2 end as place,
    char_length(s.name_key) as length`
  const order = sql.raw('order by s.place, s.length, s.rank desc, s.subject_id')
  const some = sought.candidatesMax === null ? sql`` : sql`limit ${sql.lit(sought.candidatesMax)}`
  const cut = sql`limit ${page.limit} offset ${page.at}`
  return hits(
    ctx,
    isFiltered(filters)
      ? sql`${prepared} select s.* from (select ${shown}, ${place} from ${joined} where ${matches(sought)} and ${fits(filters)} ${some}) s ${order} ${cut}`
      : sql`${prepared} select ${shown} from (select s.* from (select ${own}, ${place} from disclosure.search s where ${matches(sought)} ${some}) s ${order} ${cut}) s
        join disclosure.hit h on h.subject_id = s.subject_id ${order}`,
  )
}

export type Position = { rank: number; id: string }

const startOf = (after: Position | null) =>
  after === null ? sql`true` : sql`(s.rank, s.subject_id) < (${after.rank}, ${after.id}::uuid)`
const byRank = sql.raw('order by s.rank desc, s.subject_id desc')

/** How far down the ranking one statement looks; each depth is a statement of its own, planned once. */
export const depths = [1_000, 4_000, 16_000, 32_000, 64_000] as const

/**
 * Names that match the pattern, by rank after a position, looked for only among the next `depth` names by rank and in
 * the index alone: for common words the page is full after a few hundred of them. Fewer hits than asked for say
 * nothing about the rest.
 */
export function findInRanking(
  ctx: Db,
  pattern: string,
  filters: Filters,
  after: Position | null,
  take: { depth: (typeof depths)[number]; limit: number },
): Promise<Hit[]> {
  const near = sql`select s.subject_id, s.rank, s.keys from disclosure.search s where ${startOf(after)} ${byRank} limit ${sql.lit(take.depth)}`
  const found = isFiltered(filters)
    ? sql`select s.subject_id from (${near}) s join disclosure.hit h on h.subject_id = s.subject_id where s.keys like ${pattern} and ${fits(filters)} ${byRank} limit ${take.limit}`
    : sql`select s.subject_id from (${near}) s where s.keys like ${pattern} ${byRank} limit ${take.limit}`
  return hits(
    ctx,
    sql`${prepared} select ${shown} from (${found}) f join disclosure.search s on s.subject_id = f.subject_id join disclosure.hit h on h.subject_id = f.subject_id ${byRank}`,
  )
}

/** Matches by rank after a position, however far down they stand: fetches and sorts every one. */
export function findRanked(
  ctx: Db,
  sought: Sought,
  filters: Filters,
  after: Position | null,
  limit: number,
): Promise<Hit[]> {
  // An order that no index has: the ranking index must not be walked for what it has shown not to hold near its top.
  const order = sql`order by s.rank + 0 desc, s.subject_id desc limit ${limit}`
  return hits(
    ctx,
    isFiltered(filters)
      ? sql`${prepared} select ${shown} from ${joined} where ${matches(sought)} and ${startOf(after)} and ${fits(filters)} ${order}`
      : sql`${prepared} select ${shown} from (select ${own} from disclosure.search s where ${matches(sought)} and ${startOf(after)} ${order}) s join disclosure.hit h on h.subject_id = s.subject_id ${byRank}`,
  )
}

/**
 * The first so many names that begin with the key, in the order of the key, so the equal name comes first: a range of
 * the key index, read no further than the limit.
 */
export async function findBeginning(
  ctx: Db,
  key: string,
  limit: number,
): Promise<{ id: string; nameKey: string }[]> {
  const { rows } = await sql<{
    subject_id: string
    name_key: string
  }>`${prepared} select s.subject_id, s.name_key
    from disclosure.search s where s.name_key ~>=~ ${key} and s.name_key ~<~ ${`${key}\u{10ffff}`} order by s.name_key using ~<~ limit ${limit}`.execute(
    ctx.db,
  )
  return rows.map((row) => ({ id: row.subject_id, nameKey: row.name_key }))
}

/** Hits of these subjects that fit the filters; subjects that show nothing are absent. */
export function findHits(ctx: Db, ids: string[], filters: Filters): Promise<Hit[]> {
  if (ids.length === 0) return Promise.resolve([])
  return hits(
    ctx,
    sql`${prepared} select ${shown} from ${joined} where s.subject_id = any(${ids}::uuid[]) and ${fits(filters)}`,
  )
}

/** How common each of the commonest grams is, by the planner's statistics. */
export async function gramShares(ctx: Db): Promise<GramShares> {
  const { rows } = await sql<{ grams: number[] | null; freqs: number[] | null; names: number }>`
    select s.most_common_elems::text::int4[] as grams, s.most_common_elem_freqs as freqs, greatest(c.reltuples, 0)::float8 as names
    from pg_class c left join pg_stats s on s.schemaname = 'disclosure' and s.tablename = 'search' and s.attname = 'grams'
    where c.oid = 'disclosure.search'::regclass`.execute(ctx.db)
  const row = rows[0]
  const shares = new Map<number, number>()
  for (const [i, gram] of (row?.grams ?? []).entries()) shares.set(gram, row?.freqs?.[i] ?? 0)
  // Behind the shares of the elements stand the least and the greatest of them.
  return { shares, rareShare: row?.freqs?.[shares.size] ?? 0, names: row?.names ?? 0 }
}

async function hits(ctx: Db, query: RawBuilder<unknown>): Promise<Hit[]> {
  const { rows } = await (query as RawBuilder<Row>).execute(ctx.db)
  return rows.map(hitOf)
}

const hitOf = (row: Row): Hit => ({
  id: row.subject_id,
  name: row.name,
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
