import type { Ctx } from '../../../kernel/context.ts'
import { findAnswers } from '../store/doubts.ts'
import { findSubjects } from '../store/lookups.ts'
import { doubtIdOf, type RowInDoubt } from './open-doubts.ts'

export type Answer = { subjectId: string; entityId: string }

/** What people answered when the same rows were in doubt before; rows nobody has decided are absent. */
export async function answersTo(ctx: Pick<Ctx, 'db'>, rows: RowInDoubt[]): Promise<Map<RowInDoubt, Answer>> {
  const answered = await findAnswers(ctx, rows.map(doubtIdOf))
  const subjects = new Map((await findSubjects(ctx, [...answered.values()])).map((s) => [s.id, s]))
  return new Map(
    rows.flatMap((row) => {
      const subject = subjects.get(answered.get(doubtIdOf(row)) ?? '')
      return subject ? [[row, { subjectId: subject.mergedInto ?? subject.id, entityId: subject.id }]] : []
    }),
  )
}
