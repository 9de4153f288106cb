import type { Ctx } from '../../../kernel/context.ts'
import { lock } from '../../../kernel/db/act.ts'
import { findSubjects } from '../../subjects/index.ts'
import { markDue } from '../store/due.ts'
import { moveEntity } from '../store/moves.ts'

/**
 * Lets the archive follow a judgement: all versions of an entity's records go to the subject it belongs to now.
 * Reads where that is instead of being told, so late and repeated calls end alike. `key` is `<entity>:<from>`.
 */
export async function moveRecords(ctx: Ctx, key: string): Promise<void> {
  const [entityId, from] = key.split(':') as [string, string]
  await lock(ctx, `archive.move:${entityId}`)
  const entity = (await findSubjects(ctx, [entityId]))[0]
  if (!entity) return
  const to = entity.mergedInto ?? entity.id
  if (to !== from) await moveEntity(ctx, entityId, from, to)
  await markDue(ctx, [from, to, entityId], false)
}
