import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { lock } from '../../../kernel/db/act.ts'
import { recordLeaf } from '../../audit/index.ts'
import { standingHolds } from '../../protection/index.ts'
import { subjectForgotten } from '../events.ts'
import { problem } from '../problems.ts'
import { erasureText } from '../rules/erasure-text.ts'
import { blankSubject, findErasure, findHold, insertErasure, ownersOf } from '../store/erasures.ts'
import { nextEpoch } from '../store/judgements.ts'
import { findSubjects } from '../store/lookups.ts'

/**
 * Takes out what is known of a natural person and keeps the proof of it, with an audit leaf; the keys are destroyed by
 * the event, once this is kept. No row is filed meanwhile. Problems: subjectUnknown, notAPerson, alreadyErased, onHold.
 */
export async function forgetSubject(
  ctx: Ctx,
  subjectId: string,
  reason: string,
): Promise<{ owners: string[] }> {
  await lock(ctx, 'subjects.judgement')
  const subject = (await findSubjects(ctx, [subjectId]))[0]
  if (!subject || subject.mergedInto !== null) throw problem.subjectUnknown({ id: subjectId })
  if (subject.kind !== 'person') throw problem.notAPerson({ id: subjectId })
  if (await findErasure(ctx, subjectId)) throw problem.alreadyErased({ id: subjectId })
  const hold = await findHold(ctx, subjectId, dayOf(ctx.now))
  if (hold) throw problem.onHold({ id: subjectId, until: hold.until })
  const owners = await ownersOf(ctx, subjectId)
  if ((await standingHolds(ctx, [subjectId, ...owners], [])).size > 0)
    throw problem.onHold({ id: subjectId, until: null })
  const erasure = { subjectId, owners, reason, askedBy: ctx.actor.id, at: ctx.now }
  const digest = digestOf(erasureText(erasure))
  await insertErasure(ctx, { ...erasure, digest })
  await blankSubject(ctx, subjectId, owners)
  await recordLeaf(ctx, {
    action: 'subjects.erase',
    object: subjectId,
    digest,
    detail: { owners: owners.length },
  })
  // What filings under way remember of this person no longer holds.
  await nextEpoch(ctx)
  await ctx.tell(subjectForgotten({ subjectId }))
  return { owners }
}
