import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { lock } from '../../../kernel/db/act.ts'
import { wake } from '../../../kernel/queue/runner.ts'
import { catalogItems } from '../../catalog/index.ts'
import { packSet } from '../../policy/index.ts'
import { findDoubt, findSubjects, openDoubtRow } from '../../subjects/index.ts'
import { rowFromDoubt } from '../rules/doubt-content.ts'
import { fileRows } from './file-rows.ts'

/**
 * Files the row of a decided doubt for the subject that was named. A doubt without a subject files nothing, nor does
 * one whose person was forgotten meanwhile.
 */
export async function fileDecided(ctx: Ctx, doubtId: string): Promise<void> {
  await lock(ctx, `archive.doubt:${doubtId}`)
  const doubt = await findDoubt(ctx, doubtId, null)
  if (!doubt?.rowSealed || !doubt.decidedSubject || !doubt.kind || !doubt.batchId) return
  const item = catalogItems(await packSet(ctx), dayOf(ctx.now)).get(doubt.kind)
  const entity = (await findSubjects(ctx, [doubt.decidedSubject]))[0]
  if (!item || !entity) return
  const content = openDoubtRow(ctx, doubt)
  if (content === null) return
  const { providerId, clean } = rowFromDoubt(content)
  await fileRows(ctx, [
    {
      batchId: doubt.batchId,
      providerId,
      bulk: false,
      tableNumber: doubt.tableNumber ?? 0,
      rowNumber: doubt.rowNumber ?? 0,
      item,
      clean,
      decided: { subjectId: entity.mergedInto ?? entity.id, entityId: entity.id },
    },
  ])
  await wake(ctx, 'archive.walk')
}
