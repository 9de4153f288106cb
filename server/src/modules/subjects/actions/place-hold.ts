import { maskIn } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { lock } from '../../../kernel/db/act.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { deleteHold, putHold } from '../store/erasures.ts'
import { findSubjects } from '../store/lookups.ts'

/** Keeps a subject from being erased until a day, or until the hold is lifted. Problem: subjectUnknown. */
export async function placeHold(
  ctx: Ctx,
  subjectId: string,
  reason: string,
  until: string | null,
): Promise<void> {
  await lock(ctx, 'subjects.judgement')
  if ((await findSubjects(ctx, [subjectId])).length === 0) throw problem.subjectUnknown({ id: subjectId })
  await putHold(ctx, subjectId, maskIn(reason), until)
  const digest = digestOf(JSON.stringify([subjectId, reason, until]))
  await recordLeaf(ctx, { action: 'subjects.place-hold', object: subjectId, digest, detail: { until } })
}

/** Lifts the hold on a subject. Problem: noHold. */
export async function liftHold(ctx: Ctx, subjectId: string, reason: string): Promise<void> {
  await lock(ctx, 'subjects.judgement')
  if (!(await deleteHold(ctx, subjectId))) throw problem.noHold({ id: subjectId })
  const digest = digestOf(JSON.stringify([subjectId, reason]))
  await recordLeaf(ctx, { action: 'subjects.lift-hold', object: subjectId, digest })
}
