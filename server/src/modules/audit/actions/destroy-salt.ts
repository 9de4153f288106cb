import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { deleteSalt } from '../store/leaves.ts'
import { recordLeaf } from './record-leaf.ts'

/**
 * Cuts the link between an entry and what it commits to, for ever: the entry stays, its commitment cannot be opened or
 * guessed any more. Leaves a leaf that says so; answers false where there is no salt, or the entry is
 * not signed yet and needs it.
 */
export async function destroySalt(ctx: Ctx, seq: number, reason: string): Promise<boolean> {
  if (!(await deleteSalt(ctx, seq))) return false
  await recordLeaf(ctx, { action: 'audit.destroy-salt', object: String(seq), digest: digestOf(reason) })
  return true
}
