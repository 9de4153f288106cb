import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { catalogItems, codeLookups, headerScore } from '../../catalog/index.ts'
import { packSet } from '../../policy/index.ts'
import type { ReadingRoom } from '../rules/open-table.ts'

/** The catalog and code tables in force on the day a batch was received. */
export async function readingRoom(
  ctx: Pick<Ctx, 'db' | 'now'>,
  batch: { receivedOn: string; kind: string | null },
): Promise<ReadingRoom> {
  const packs = await packSet(ctx)
  const items = catalogItems(packs, batch.receivedOn)
  return {
    items,
    lookups: codeLookups(packs),
    kind: batch.kind,
    today: [batch.receivedOn, dayOf(ctx.now)].sort()[0]!,
    knowsHeaders: (cells) => headerScore(cells, items),
  }
}
