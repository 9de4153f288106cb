import { randomUUID } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { errorForLog } from '../../../kernel/error-for-log.ts'
import { type Seen, Tally } from '../rules/tally.ts'
import { writeActivity } from '../store/activity.ts'

const flushMs = 10_000
const rowsMax = 500
const tally = new Tally()
const countedBy = randomUUID()

/** Counts a reading of a subject that the address of a request does not tell. */
export const countReading = (ctx: Pick<Ctx, 'actor' | 'now'>, subjectId: string): void =>
  tally.read(ctx.actor.id, subjectId, ctx.now)

/** Counts an answered request, in memory. */
export const countRequest = (seen: Seen): void => tally.note(seen)

/** Writes what was counted since the last time, a batch after the other. What cannot be written is kept. */
export async function flushCounts(ctx: Ctx): Promise<void> {
  for (;;) {
    const { rows, written } = tally.changed(rowsMax, ctx.now)
    if (rows.length > 0) await ctx.inTransaction((tx) => writeActivity(tx, countedBy, rows))
    written()
    if (rows.length < rowsMax) return
  }
}

/** Writes counts every ten seconds, and once more at the end. No request waits for it. */
export function startCounting(context: () => Ctx): { stop: () => Promise<void> } {
  let flushing = Promise.resolve()
  const flush = () => {
    const ctx = context()
    flushing = flushing
      .then(() => flushCounts(ctx))
      .catch((error: unknown) => ctx.log.warn({ error: errorForLog(error) }, 'counts could not be written'))
    return flushing
  }
  const timer = setInterval(flush, flushMs)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await flush()
    },
  }
}
