import type { Ctx } from '../../../kernel/context.ts'
import { erasedAmong, subjectsOfEntities } from '../../subjects/index.ts'
import { eraseSubject } from './erase-subject.ts'

/**
 * After a restore from a backup that is older than an erasure: what cannot be read any more, since its key is gone, is
 * erased again, so that the database says what is true.
 */
export async function redoErasures(ctx: Ctx): Promise<void> {
  const gone = ctx.keys.forgotten().map((one) => one.owner)
  const known = await erasedAmong(ctx, gone)
  const missing = gone.filter((owner) => !known.has(owner))
  for (const subjectId of await subjectsOfEntities(ctx, missing))
    await eraseSubject(ctx, subjectId, '从备份恢复后重新执行的删除')
}
