import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { copyInto, copyLine } from '../../kernel/db/copy.ts'
import type { Evaluation } from './schema.ts'

const columns = 'subject_id, card, card_version, score, grade, on_day, changes_on'

/** Replaces the results of these subjects by what the walk computed on a day; a result that fell away is deleted. */
export async function replaceResults(
  ctx: Ctx,
  subjectIds: string[],
  results: { subjectId: string; evaluation: Evaluation }[],
  day: string,
): Promise<void> {
  await sql`create temp table if not exists stage_result (like evaluation.result) on commit delete rows`.execute(
    ctx.db,
  )
  const lines = results.map(({ subjectId, evaluation: e }) =>
    copyLine([subjectId, e.card, e.cardVersion, e.score, e.grade, day, e.changesOn]),
  )
  await copyInto(ctx, 'stage_result', columns, lines.join(''))
  await sql`delete from evaluation.result r where r.subject_id = any(${subjectIds}::uuid[])
    and not exists (select from stage_result s where s.subject_id = r.subject_id and s.card = r.card)`.execute(
    ctx.db,
  )
  await sql`insert into evaluation.result (${sql.raw(columns)}) select ${sql.raw(columns)} from stage_result order by subject_id
    on conflict (subject_id, card) do update set card_version = excluded.card_version, score = excluded.score, grade = excluded.grade,
      on_day = excluded.on_day, changes_on = excluded.changes_on`.execute(ctx.db)
  await sql`delete from stage_result`.execute(ctx.db)
}
