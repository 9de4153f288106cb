import type { Ctx } from '../../kernel/context.ts'
import type { Runner } from '../../kernel/queue/runner.ts'
import { filingRunner, openBatches } from '../intake/index.ts'
import { fileBatch } from './actions/file-batch.ts'
import { filingSessions } from './rules/filing-sessions.ts'
import { takeDue } from './store/due.ts'

/** How many batches this process is filing; marks of bulk files wait meanwhile, so that none is derived twice. */
let filingNow = 0

/** Files received batches one after the other, oldest first; each is filed by one process at a time. */
const fileBatches: Runner = {
  name: filingRunner,
  run: async (ctx, signal) => {
    for (const id of await openBatches(ctx)) {
      if (signal.aborted) return false
      filingNow++
      try {
        const mine = await ctx.alone(`archive.file-batch:${id}`, async () => {
          await fileBatch(ctx, id, { sessions: filingSessions }, signal)
        })
        if (mine) return true
      } finally {
        filingNow--
      }
    }
    return false
  },
}

export const runners = [fileBatches]

export const walkSource = {
  runner: 'archive.walk',
  take: (ctx: Ctx, limit: number) => takeDue(ctx, limit, filingNow === 0),
}
