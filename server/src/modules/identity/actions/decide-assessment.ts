import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { decideAssessmentRow, findAssessment } from '../store/assessments.ts'
import { reachGrant } from './reach-grant.ts'

/** Approves or refuses an assessment, once, by another person than its author. */
export async function decideAssessment(
  ctx: Ctx,
  id: string,
  decision: { outcome: 'approved' | 'refused'; reason: string },
): Promise<void> {
  const assessment = await findAssessment(ctx, id)
  if (!assessment) throw problem.assessmentUnknown()
  await reachGrant(ctx, assessment.grant_id, 'assessments:approve')
  const person = ctx.actor.session?.personId
  if (!person || assessment.author_person === person) throw problem.secondPersonNeeded()
  const { outcome, reason } = decision
  if (!(await decideAssessmentRow(ctx, id, { state: outcome, by: ctx.actor.id, reason })))
    throw problem.assessmentDecided()
  await recordLeaf(ctx, {
    action: 'identity.decide-assessment',
    object: id,
    digest: digestOf(JSON.stringify([id, person, decision])),
    detail: { grant: assessment.grant_id, outcome },
  })
}
