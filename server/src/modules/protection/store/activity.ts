import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import type { History, Hour } from '../rules/behaviour.ts'
import type { Counts } from '../rules/tally.ts'

type Db = Pick<Ctx, 'db'>

/** Writes counts as they stand; the same again changes nothing, and what changed is judged anew. */
export async function writeActivity(ctx: Db, countedBy: string, rows: readonly Counts[]): Promise<void> {
  await sql`insert into protection.activity as a
      (actor, hour, counted_by, requests, reads, subjects, missed, refused, places)
    select actor, hour, ${countedBy}::uuid, requests, reads, subjects, missed, refused, places
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(actor text, hour timestamptz, requests int,
      reads int, subjects int, missed int, refused int, places text[])
    on conflict (actor, hour, counted_by) do update set requests = excluded.requests, reads = excluded.reads,
      subjects = excluded.subjects, missed = excluded.missed, refused = excluded.refused,
      places = excluded.places, judged_at = null where a.requests <> excluded.requests
      or a.reads <> excluded.reads`.execute(ctx.db)
}

/**
 * Takes hours that nobody has judged since they changed, oldest first, and marks them judged. Whoever writes one of
 * them meanwhile waits for the end of the transaction and opens it again.
 */
export async function takeUnjudged(ctx: Pick<Ctx, 'db' | 'now'>, limit: number): Promise<Hour[]> {
  const { rows } = await sql<Hour>`
    with picked as (select actor, hour from protection.activity where judged_at is null
        group by hour, actor order by hour, actor limit ${limit}),
      marked as (update protection.activity a set judged_at = ${ctx.now}::timestamptz from picked p
        where a.actor = p.actor and a.hour = p.hour
        returning a.actor, a.hour, a.requests, a.reads, a.subjects, a.missed, a.refused, a.places)
    select m.actor, m.hour, sum(m.requests)::int as requests, sum(m.reads)::int as reads,
      sum(m.subjects)::int as subjects, sum(m.missed)::int as missed, sum(m.refused)::int as refused,
      (select coalesce(array_agg(distinct place), '{}') from marked o, unnest(o.places) as place
        where o.actor = m.actor and o.hour = m.hour) as places
    from marked m group by m.actor, m.hour order by m.hour, m.actor`.execute(ctx.db)
  return rows
}

/** What an actor did in the time before an hour. */
export async function historyOf(ctx: Db, actor: string, since: Date, before: Date): Promise<History> {
  const { rows } = await sql<History>`
    with past as (select hour, requests, reads, subjects, places from protection.activity
      where actor = ${actor} and hour >= ${since} and hour < ${before})
    select count(distinct hour)::int as hours, coalesce(sum(requests), 0)::int as requests,
      coalesce(sum(reads), 0)::int as reads, coalesce(sum(subjects), 0)::int as subjects,
      (select coalesce(array_agg(distinct place), '{}') from past, unnest(past.places) as place) as places
    from past`.execute(ctx.db)
  return rows[0]!
}

/** Forgets counts from before an instant, at most `limit`; answers how many. */
export async function forgetActivity(ctx: Db, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{
    hour: Date
  }>`delete from protection.activity where (actor, hour, counted_by) in
    (select actor, hour, counted_by from protection.activity where hour < ${before} limit ${limit})
    returning hour`.execute(ctx.db)
  return rows.length
}
