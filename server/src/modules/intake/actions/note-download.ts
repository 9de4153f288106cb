import type { Ctx } from '../../../kernel/context.ts'
import { recordLeaf } from '../../audit/index.ts'
import type { Batch } from '../schema.ts'

/** Notes in the audit who took received rows away, before the first of them leaves. */
export const noteDownload = (
  ctx: Ctx,
  action: string,
  batch: Pick<Batch, 'id' | 'sha256' | 'providerId'>,
): Promise<void> =>
  ctx.inTransaction((tx) =>
    recordLeaf(tx, {
      action,
      object: batch.id,
      digest: batch.sha256,
      detail: { provider: batch.providerId, by: tx.actor.orgId },
    }),
  )
