import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { wake } from '../../../kernel/queue/runner.ts'
import { markDue } from '../../archive/index.ts'
import { subjectsChangingBy } from '../store/pages.ts'

const portion = 20_000

/**
 * Marks the subjects due whose page time alone changes by today: a display period ends, a licence expires, a law
 * comes into force. Readers never see the old page meanwhile, since reading compares the day as well.
 */
export async function markChanging(ctx: Ctx): Promise<void> {
  const ids = await subjectsChangingBy(ctx, dayOf(ctx.now), portion)
  if (ids.length === 0) return
  await markDue(ctx, ids, true)
  await wake(ctx, 'archive.walk')
}
