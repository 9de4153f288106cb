import type { Ctx } from '../../../kernel/context.ts'
import { Halt } from '../rules/halt.ts'
import { entriesPerTurn } from '../rules/limits.ts'
import type { Log, Sealing } from '../schema.ts'
import { noteHalt, sealings } from '../store/sealing.ts'
import { Superseded } from './place-leaves.ts'
import { recordLeaf } from './record-leaf.ts'
import { sealLog } from './seal-log.ts'

/** How often a log is looked at although nothing waits, and one that stands still is tried again, in milliseconds. */
const lookMs = 10_000
const looked = new WeakMap<object, Map<Log, number>>()

/**
 * Gives every log that has something to seal a turn, unless another process is at it; answers whether there is more.
 * A log that must not be sealed on is noted as standing still, with an incident of its own; the others go on.
 */
export async function takeTurns(ctx: Ctx, signal?: AbortSignal): Promise<boolean> {
  let more = false
  let failure: unknown
  for (const sealing of await sealings(ctx)) {
    if (signal?.aborted) return false
    if (!isDue(ctx, sealing)) continue
    try {
      await ctx.alone(`audit.seal-log:${sealing.log}`, async () => {
        more = (await takeTurn(ctx, sealing)) || more
      })
    } catch (error) {
      failure ??= error
    }
  }
  if (failure) throw failure
  return more
}

function isDue(ctx: Ctx, sealing: Sealing & { oldestWaiting: Date | null }): boolean {
  const times = looked.get(ctx.published) ?? new Map<Log, number>()
  looked.set(ctx.published, times)
  const hasWork =
    sealing.halted === null &&
    (sealing.oldestWaiting !== null || sealing.root === null || sealing.published < sealing.size)
  const now = performance.now()
  if (!hasWork && now - (times.get(sealing.log) ?? Number.NEGATIVE_INFINITY) < lookMs) return false
  times.set(sealing.log, now)
  return true
}

async function takeTurn(ctx: Ctx, sealing: Sealing): Promise<boolean> {
  const { log } = sealing
  try {
    const { sealed } = await sealLog(ctx, log)
    if (sealing.halted !== null && (await noteHalt(ctx, log, null, {}))) {
      ctx.log.info({ log }, 'sealing goes on')
      await tellIncident(ctx, log, 'audit.resume-sealing', { after: sealing.halted })
    }
    return sealed >= entriesPerTurn
  } catch (error) {
    if (error instanceof Superseded) return false
    if (!(error instanceof Halt)) throw error
    if (await noteHalt(ctx, log, error.reason, error.detail)) {
      ctx.log.error({ incident: `audit.${error.reason}`, log, ...error.detail }, 'sealing stands still')
      await tellIncident(ctx, log, 'audit.halt-sealing', { reason: error.reason })
    }
    return false
  }
}

const tellIncident = (ctx: Ctx, log: Log, action: string, detail: Record<string, string>) =>
  ctx.inTransaction((tx) =>
    recordLeaf(tx, { action, object: log, digest: '00'.repeat(32), detail: { log, ...detail } }),
  )
