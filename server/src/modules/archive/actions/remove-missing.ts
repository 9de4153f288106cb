import type { Ctx } from '../../../kernel/context.ts'
import { catalogItems } from '../../catalog/index.ts'
import { type Batch, tablesOf } from '../../intake/index.ts'
import { packSet } from '../../policy/index.ts'
import { listNotes, unreadFinding } from '../rules/list-notes.ts'
import { countUnfiled } from '../store/outcomes.ts'
import { takeMissingMembers } from '../store/snapshots.ts'
import { endRecords } from './end-records.ts'

/**
 * A full-snapshot feed names everything that holds: what the provider's newest list no longer has is marked as
 * removed, by a new version. A list with a row that cannot be read at all ends nothing. Answers what is to be said
 * about it.
 */
export async function removeMissing(
  ctx: Ctx,
  batch: Pick<Batch, 'id' | 'providerId' | 'receivedOn' | 'bulk'>,
): Promise<Batch['notes']> {
  const items = catalogItems(await packSet(ctx), batch.receivedOn)
  const tables = await tablesOf(ctx, batch.id)
  const kinds = new Set(
    tables.flatMap((t) => (t.kind && items.get(t.kind)?.feed === 'snapshot' ? [t.kind] : [])),
  )
  if (kinds.size === 0) return []
  const unfiled = await countUnfiled(ctx, batch.id, unreadFinding.code)
  const said: Batch['notes'] = []
  for (const kind of kinds) {
    const { mayEnd, notes } = listNotes(kind, tables, unfiled)
    said.push(...notes)
    if (mayEnd) await endMissing(ctx, kind, batch)
  }
  return said
}

async function endMissing(
  ctx: Ctx,
  kind: string,
  batch: Pick<Batch, 'id' | 'providerId' | 'receivedOn' | 'bulk'>,
): Promise<void> {
  const list = { kind, providerId: batch.providerId, batchId: batch.id }
  for (;;) {
    const { taken, missing } = await takeMissingMembers(ctx, list, 5_000)
    if (taken === 0) return
    if (missing.length === 0) continue
    await endRecords(ctx, missing, {
      status: 'removed',
      on: batch.receivedOn,
      bulk: batch.bulk,
      object: batch.id,
    })
  }
}
