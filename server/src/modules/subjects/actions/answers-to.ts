import type { Ctx } from '../../../kernel/context.ts'
import { findAnswers } from '../store/doubts.ts'
import { findSubjects } from '../store/lookups.ts'
import { doubtIdsOf, type RowInDoubt } from './open-doubts.ts'

export type Answer = { subjectId: string; entityId: string }

/** What people answered when the same rows were in doubt before; rows nobody has decided are absent. */
export async function answersTo(
  ctx: Pick<Ctx, 'db' | 'keys'>,
  rows: RowInDoubt[],
): Promise<Map<RowInDoubt, Answer>> {
  const ids = new Map(rows.map((row) => [row, doubtIdsOf(ctx, row)]))
  const answered = await findAnswers(ctx, [...ids.values()].flat())
  const subjects = new Map((await findSubjects(ctx, [...answered.values()])).map((s) => [s.id, s]))
  return new Map(
    rows.flatMap((row) => {
      const subject = ids.get(row)!.flatMap((id) => subjects.get(answered.get(id) ?? '') ?? [])[0]
      return subject ? [[row, { subjectId: subject.mergedInto ?? subject.id, entityId: subject.id }]] : []
    }),
  )
}
