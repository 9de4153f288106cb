import type { Ctx } from '../../../kernel/context.ts'
import { archiveProblem, archivesOf } from '../../archive/index.ts'
import { packSet } from '../../policy/index.ts'
import { lawOf } from '../rules/law.ts'
import type { Display } from '../schema.ts'

/** Why one record is or is not shown to everybody on a day. Problems: recordUnknown. */
export async function explainRecord(
  ctx: Ctx,
  subjectId: string,
  recordId: string,
  day: string,
): Promise<Display> {
  const archive = (await archivesOf(ctx, [subjectId])).get(subjectId)
  const record = archive?.records.find((r) => r.id === recordId)
  const law = lawOf(await packSet(ctx))
  const item = record && law.items(day).get(record.kind)
  if (!archive || !record || !item) throw archiveProblem.recordUnknown({ recordId })
  return law.displayOf(record, item, archive.subject.kind, day)
}
