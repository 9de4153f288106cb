import type { Ctx } from '../../../kernel/context.ts'
import { wake } from '../../../kernel/queue/runner.ts'
import { markAllDue } from '../store/due.ts'

/** New law may change what is shown of anybody and how anybody is evaluated: every subject with a record is due. */
export async function markEverybody(ctx: Ctx): Promise<void> {
  await markAllDue(ctx)
  await wake(ctx, 'archive.walk')
}
