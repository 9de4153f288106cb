import type { Ctx } from '../../kernel/context.ts'
import { copyLine } from '../../kernel/db/copy.ts'
import { replaceRows } from '../../kernel/db/replace-rows.ts'
import type { Evaluation } from './schema.ts'

const columns = 'subject_id, card, card_version, score, grade, on_day, changes_on'

/** Replaces the results of these subjects by what the walk computed on a day; a result that fell away is deleted. */
export async function replaceResults(
  ctx: Ctx,
  subjectIds: string[],
  results: { subjectId: string; evaluation: Evaluation }[],
  day: string,
): Promise<void> {
  const lines = results.map(({ subjectId, evaluation: e }) =>
    copyLine([subjectId, e.card, e.cardVersion, e.score, e.grade, day, e.changesOn]),
  )
  await replaceRows(ctx, 'evaluation.result', columns, subjectIds, lines.sort())
}
