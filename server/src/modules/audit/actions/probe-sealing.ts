import type { Ctx } from '../../../kernel/context.ts'
import { sealings } from '../store/sealing.ts'

const lateMs = 60_000

/** How the logs stand: in order while none stands still and no leaf has waited a minute for its checkpoint. */
export async function probeSealing(ctx: Ctx): Promise<{ ok: boolean; logs: object }> {
  const states = await sealings(ctx)
  const logs = states.map((state) => {
    const waitedMs = state.oldestWaiting === null ? 0 : ctx.now.getTime() - state.oldestWaiting.getTime()
    const unwitnessedMs =
      state.published < state.size ? ctx.now.getTime() - (state.signedAt?.getTime() ?? 0) : 0
    return {
      log: state.log,
      ok: state.halted === null && waitedMs < lateMs && unwitnessedMs < lateMs,
      signed: state.size,
      published: state.published,
      publishedAt: state.publishedAt?.toISOString() ?? null,
      halted: state.halted,
      haltedAt: state.haltedAt?.toISOString() ?? null,
      detail: state.detail,
    }
  })
  return { ok: logs.every(({ ok }) => ok), logs }
}
