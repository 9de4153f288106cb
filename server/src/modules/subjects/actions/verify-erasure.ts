import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { leavesOf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { erasureText } from '../rules/erasure-text.ts'
import { findErasure } from '../store/erasures.ts'

/**
 * Proves an erasure: the row agrees with its audit leaf, and every key it names is among the destroyed ones. Problem:
 * notErased.
 */
export async function verifyErasure(ctx: Pick<Ctx, 'db' | 'keys'>, subjectId: string) {
  const erasure = await findErasure(ctx, subjectId)
  if (!erasure) throw problem.notErased({ id: subjectId })
  const leaf = (await leavesOf(ctx, subjectId)).find((l) => l.action === 'subjects.erase')
  const destroyed = new Set(ctx.keys.forgotten().map((one) => one.owner))
  return {
    subjectId,
    at: erasure.at.toISOString(),
    reason: erasure.reason,
    keysGoneAt: erasure.keysGoneAt?.toISOString() ?? null,
    digest: erasure.digest,
    leaf: leaf === undefined ? null : Number(leaf.seq),
    isSound:
      leaf !== undefined &&
      leaf.digest === erasure.digest &&
      digestOf(erasureText(erasure)) === erasure.digest &&
      erasure.owners.every((owner) => destroyed.has(owner)),
  }
}
