import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { Halt } from '../rules/halt.ts'
import type { Log } from '../schema.ts'
import { countEntries, deleteUnsealed, holdsEpoch, insertEntries, unsealedLeaves } from '../store/sealing.ts'
import { recordLeaf } from './record-leaf.ts'

/** Thrown when another process began a later turn of sealing. */
export class Superseded extends Error {}

/**
 * Gives leaves without a place the next places of their log, in the caller's transaction; answers how many. Only
 * leaves whose transactions have ended are seen, and a leaf waits here until it has a place, so none is passed over.
 * A leaf that was removed before it had a place leaves another one that says so.
 */
export async function placeLeaves(
  ctx: Ctx,
  log: Log,
  turn: { epoch: number; signed: number },
  limit: number,
): Promise<number> {
  if (!(await holdsEpoch(ctx, log, turn.epoch))) throw new Superseded('another process seals this log')
  const start = await countEntries(ctx, log)
  if (start < turn.signed) throw new Halt('database-shorter', { database: start, signed: turn.signed })
  const waiting = await unsealedLeaves(ctx, log, limit)
  const placed = waiting.filter((one) => !one.isLost && !one.isPlaced)
  const salts = randomBytes(32 * placed.length)
  await insertEntries(
    ctx,
    log,
    start,
    placed.map(({ seq }, i) => ({ seq, salt: salts.subarray(i * 32, i * 32 + 32) })),
  )
  await deleteUnsealed(
    ctx,
    log,
    waiting.map(({ seq }) => seq),
  )
  for (const { seq } of waiting.filter((one) => one.isLost)) {
    ctx.log.error(
      { incident: 'audit.leaf-missing', log, leaf: seq },
      'a leaf was removed before it was sealed',
    )
    await recordLeaf(ctx, {
      action: 'audit.leaf-missing',
      object: String(seq),
      digest: '00'.repeat(32),
      detail: { log },
    })
  }
  return waiting.length
}
