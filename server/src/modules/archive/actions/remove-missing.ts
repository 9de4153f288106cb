import type { Ctx } from '../../../kernel/context.ts'
import { catalogItems } from '../../catalog/index.ts'
import { type Batch, tablesOf } from '../../intake/index.ts'
import { packSet } from '../../policy/index.ts'
import { takeMissingMembers } from '../store/snapshots.ts'
import { endRecords } from './end-records.ts'

/**
 * A full-snapshot feed names everything that holds: what the provider's newest list no longer has is marked as
 * removed, by a new version. Returns how many records that were.
 */
export async function removeMissing(
  ctx: Ctx,
  batch: Pick<Batch, 'id' | 'providerId' | 'receivedOn' | 'bulk'>,
): Promise<number> {
  const items = catalogItems(await packSet(ctx), batch.receivedOn)
  const kinds = new Set(
    (await tablesOf(ctx, batch.id)).flatMap((t) =>
      t.kind && items.get(t.kind)?.feed === 'snapshot' ? [t.kind] : [],
    ),
  )
  let removed = 0
  for (const kind of kinds)
    for (;;) {
      const { taken, missing } = await takeMissingMembers(
        ctx,
        { kind, providerId: batch.providerId, batchId: batch.id },
        5_000,
      )
      if (taken === 0) break
      await endRecords(ctx, missing, { status: 'removed', on: batch.receivedOn, bulk: batch.bulk })
      removed += missing.length
    }
  return removed
}
