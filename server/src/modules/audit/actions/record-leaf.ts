import type { Ctx } from '../../../kernel/context.ts'
import { insertLeaf } from '../store.ts'

/** What was done to what. `digest` commits to the content: 32 bytes as hex; `detail` names no person. */
export type Deed = {
  action: string
  object: string
  digest: string
  detail?: Record<string, string | number | null>
}

/** Notes a deed in the caller's transaction: it is kept exactly when the deed is. */
export async function recordLeaf(ctx: Ctx, deed: Deed): Promise<void> {
  await insertLeaf(ctx, { at: ctx.now, actor: ctx.actor.id, ...deed })
}
