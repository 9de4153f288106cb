import { maskIn } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import { wake } from '../../../kernel/queue/runner.ts'
import { dropBodies } from '../../intake/index.ts'
import { forgetSubject } from '../../subjects/index.ts'
import { markDue } from '../store/due.ts'
import { deleteRecordsOf } from '../store/erasures.ts'

/**
 * Erases a natural person: records with all their versions, messages, names, numbers; what is derived follows by the
 * walk, and then the person's keys are destroyed, so that no backup of the database can be read for this person again.
 * Problems: those of forgetSubject.
 */
export async function eraseSubject(ctx: Ctx, subjectId: string, reason: string): Promise<void> {
  const { owners } = await forgetSubject(ctx, subjectId, maskIn(reason))
  const { messages } = await deleteRecordsOf(ctx, [subjectId, ...owners])
  await dropBodies(ctx, messages)
  await markDue(ctx, [subjectId, ...owners], false)
  await wake(ctx, 'archive.walk')
}
