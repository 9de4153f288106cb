import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { lock } from '../../../kernel/db/act.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { deleteFactors, findFactors } from '../store/credentials.ts'
import { requireSession } from './require-session.ts'

/** Removes a factor of one's own; the last one stays. */
export async function removeFactor(ctx: Ctx, id: string): Promise<void> {
  const { account } = await requireSession(ctx)
  await lock(ctx, `identity.factor ${account.id}`)
  const confirmed = (await findFactors(ctx, account.id)).filter((factor) => factor.confirmed_at !== null)
  const isLast = confirmed.length === 1 && confirmed[0]!.id === id
  if (isLast && account.kind === 'staff') throw problem.factorLast()
  if ((await deleteFactors(ctx, account.id, { id })) === 0) throw problem.factorUnknown()
  await recordLeaf(ctx, { action: 'identity.remove-factor', object: account.id, digest: digestOf(id) })
}
