import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { lock } from '../../../kernel/db/act.ts'
import { recordLeaf } from '../../audit/index.ts'
import { findErasure, setKeysGone } from '../store/erasures.ts'

/** Destroys the keys of an erased person, after the erasure is kept; one process at a time. Repeating it does no harm. */
export async function destroyKeys(ctx: Ctx, subjectId: string): Promise<void> {
  await lock(ctx, 'kernel.owner-keys')
  const erasure = await findErasure(ctx, subjectId)
  if (!erasure || erasure.keysGoneAt !== null) return
  await ctx.keys.forget(erasure.owners, erasure.at)
  await setKeysGone(ctx, subjectId)
  await recordLeaf(ctx, {
    action: 'subjects.destroy-keys',
    object: subjectId,
    digest: digestOf(`${subjectId}|${erasure.digest}`),
    detail: { owners: erasure.owners.length },
  })
}
