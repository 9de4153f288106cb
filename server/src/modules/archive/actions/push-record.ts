import type { Ctx } from '../../../kernel/context.ts'
import type { Message } from '../../intake/index.ts'
import { problem } from '../problems.ts'
import { type Pushed, pushRecords } from './push-records.ts'

type Waiting = { message: Message; resolve: (pushed: Pushed) => void; reject: (error: unknown) => void }

/** Messages that wait for the next common transaction, by sender. */
const waiting = new Map<string, Waiting[]>()
const togetherMax = 200
const waitingMax = 5_000
let count = 0

/**
 * Files one pushed record and answers once it is durable. Records that arrive while a transaction of the same sender
 * is under way share the next one, so a busy sender costs a few statements for many records. When more than 5,000
 * wait, further ones are refused with `busy`.
 */
export function pushRecord(ctx: Ctx, message: Message): Promise<Pushed> {
  if (count >= waitingMax) return Promise.reject(problem.busy())
  return new Promise((resolve, reject) => {
    const queue = waiting.get(ctx.actor.id)
    const mine = { message, resolve, reject }
    count++
    if (queue) {
      queue.push(mine)
      return
    }
    waiting.set(ctx.actor.id, [mine])
    setImmediate(() => drain(ctx))
  })
}

async function drain(ctx: Ctx): Promise<void> {
  for (;;) {
    const queue = waiting.get(ctx.actor.id)!
    const together = queue.splice(0, togetherMax)
    if (together.length === 0) break
    await fileTogether(ctx, together)
    count -= together.length
  }
  waiting.delete(ctx.actor.id)
}

/** One transaction for all; when it fails, each is tried by itself so that one bad record harms no other. */
async function fileTogether(ctx: Ctx, together: Waiting[]): Promise<void> {
  try {
    const answers = await ctx.inTransaction((tx) =>
      pushRecords(
        tx,
        together.map((w) => w.message),
      ),
    )
    for (const [i, answer] of answers.entries()) {
      if (answer instanceof Error) together[i]!.reject(answer)
      else together[i]!.resolve(answer)
    }
  } catch (error) {
    if (together.length === 1) together[0]!.reject(error)
    else for (const one of together) await fileTogether(ctx, [one])
  }
}
