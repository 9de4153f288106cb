import { randomUUID } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { lock } from '../../../kernel/db/act.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { type Hold, insertHold, liftHoldRow, listHoldRows } from '../store/holds.ts'

/** Taken by whoever sets a hold and by whoever archives or erases: neither misses the other. */
export const holdLock = 'protection.hold'

/** Sets a hold on a subject or a record: nothing of it is hidden, archived or erased by its age while the hold stands. */
export async function setHold(
  ctx: Ctx,
  wish: { subjectId?: string | undefined; recordId?: string | undefined; reason: string },
): Promise<{ id: string }> {
  if ((wish.subjectId === undefined) === (wish.recordId === undefined)) throw problem.holdOnOne()
  await lock(ctx, holdLock)
  const id = randomUUID()
  await insertHold(ctx, {
    id,
    subject_id: wish.subjectId ?? null,
    record_id: wish.recordId ?? null,
    reason: wish.reason,
    set_by: ctx.actor.id,
    set_at: ctx.now,
  })
  await recordLeaf(ctx, {
    action: 'protection.set-hold',
    object: id,
    digest: digestOf(JSON.stringify(wish)),
    ...(wish.subjectId === undefined ? {} : { subjectId: wish.subjectId }),
  })
  return { id }
}

/** Lifts a hold, with a reason. Problem: holdUnknown. */
export async function liftHold(ctx: Ctx, id: string, reason: string): Promise<void> {
  const lifted = await liftHoldRow(ctx, id, ctx.actor.id, reason)
  if (!lifted) throw problem.holdUnknown()
  await recordLeaf(ctx, {
    action: 'protection.lift-hold',
    object: id,
    digest: digestOf(JSON.stringify([id, reason])),
    ...(lifted.subject_id === null ? {} : { subjectId: lifted.subject_id }),
  })
}

/** Holds, newest first, also those lifted. */
export async function showHolds(ctx: Ctx, cursor = Number.MAX_SAFE_INTEGER, limit = 20) {
  const rows = await listHoldRows(ctx, cursor, limit)
  return { items: rows.map(told), next: rows.length === limit ? rows.at(-1)!.seq : null }
}

const told = (row: Hold) => ({
  id: row.id,
  subjectId: row.subject_id,
  recordId: row.record_id,
  reason: row.reason,
  setBy: row.set_by,
  setAt: row.set_at.toISOString(),
  liftedBy: row.lifted_by,
  liftedAt: row.lifted_at?.toISOString() ?? null,
  liftReason: row.lift_reason,
})
