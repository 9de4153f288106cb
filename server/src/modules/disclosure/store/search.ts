import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import type { Counts } from '../schema.ts'

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

const filtered = (f: Filters) => sql`
  and (${f.region}::text is null or h.region_code like ${f.region}::text)
  and (${f.industry}::text is null or h.industry_code like ${f.industry}::text)
  and (${f.kind}::text is null or h.kind = ${f.kind}::text)
  and (${f.grade}::text is null or h.grade = ${f.grade}::text)
  and (${f.hasPenalty}::boolean is null or (h.penalties > 0) = ${f.hasPenalty}::boolean)`

/** Names equal to the key and names that begin with it, best first: a range of the key index. */
export async function findByPrefix(
  ctx: Pick<Ctx, 'db'>,
  key: string,
  filters: Filters,
  limit: number,
): Promise<Hit[]> {
  const { rows } =
    await sql<Row>`select ${shown} from disclosure.search s join disclosure.hit h on h.subject_id = s.subject_id
    where s.name_key like ${`${escapeLike(key)}%`} ${filtered(filters)}
    order by s.rank desc, s.subject_id desc limit ${limit}`.execute(ctx.db)
  return rows.map(hitOf)
}

/**
 * Names that hold all grams, best first after a position. For rare grams the GIN index answers; for common ones the
 * planner reads the rank index from the top until enough match, since it knows how common each gram is.
 */
export async function findByGrams(
  ctx: Pick<Ctx, 'db'>,
  grams: number[],
  filters: Filters,
  after: { rank: number; id: string } | null,
  limit: number,
): Promise<Hit[]> {
  const list = `{${grams.join(',')}}`
  const { rows } =
    await sql<Row>`select ${shown} from disclosure.search s join disclosure.hit h on h.subject_id = s.subject_id
    where s.grams @> ${list}::int4[]
      ${after === null ? sql`` : sql`and (s.rank, s.subject_id) < (${after.rank}, ${after.id}::uuid)`} ${filtered(filters)}
    order by s.rank desc, s.subject_id desc limit ${limit}`.execute(ctx.db)
  return rows.map(hitOf)
}

/** Hits of these subjects that fit the filters; subjects that show nothing are absent. */
export async function findHits(ctx: Pick<Ctx, 'db'>, ids: string[], filters: Filters): Promise<Hit[]> {
  if (ids.length === 0) return []
  const { rows } =
    await sql<Row>`select ${shown} from disclosure.search s join disclosure.hit h on h.subject_id = s.subject_id
    where s.subject_id = any(${ids}::uuid[]) ${filtered(filters)}`.execute(ctx.db)
  return rows.map(hitOf)
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

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
