import type { Ctx } from '../../../kernel/context.ts'
import { insertLeaves } from '../store.ts'

/** What was done to what. `digest` commits to the content: 32 bytes as hex; `detail` names no person. */
export type Deed = {
  action: string
  object: string
  digest: string
  detail?: Record<string, string | number | null>
}

/** Notes a deed, or several done at once, in the caller's transaction: they are kept exactly when the deeds are. */
export async function recordLeaf(ctx: Ctx, ...deeds: Deed[]): Promise<void> {
  await insertLeaves(
    ctx,
    deeds.map((deed) => ({ at: ctx.now, actor: ctx.actor.id, ...deed })),
  )
}
