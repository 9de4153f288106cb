import type { Ctx } from '../../../kernel/context.ts'
import { packSetOf } from '../rules/pack-set.ts'
import type { PackSet } from '../schema.ts'
import { newestPacks, packMark } from '../store.ts'

/** How long this process goes on without asking whether another one loaded packs. */
const trustMs = 1000

let kept: { set: PackSet; mark: string; askedAt: number } | null = null

/** All packs, read once per process and again when one was added. The same object until then, so rules may cache by it. */
export async function packSet(ctx: Pick<Ctx, 'db'>): Promise<PackSet> {
  const at = performance.now()
  if (kept !== null && at - kept.askedAt < trustMs) return kept.set
  const mark = await packMark(ctx)
  const set = kept?.mark === mark ? kept.set : packSetOf(await newestPacks(ctx))
  kept = { set, mark, askedAt: at }
  return set
}

/** Makes the next question look at the database again. */
export function forgetPackSet(): void {
  if (kept !== null) kept = { ...kept, askedAt: Number.NEGATIVE_INFINITY }
}
