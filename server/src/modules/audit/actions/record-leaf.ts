import type { Ctx } from '../../../kernel/context.ts'
import type { Deed } from '../schema.ts'
import { recordLeaves } from './record-leaves.ts'

/** Notes one deed in the caller's transaction, as `recordLeaves` does several. */
export const recordLeaf = (ctx: Ctx, deed: Deed): Promise<void> => recordLeaves(ctx, [deed])
