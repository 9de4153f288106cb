import { randomUUID } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { assessmentsOf, insertAssessment } from '../store/assessments.ts'
import { reachGrant } from './reach-grant.ts'

export type AssessmentWish = {
  necessity: string
  isSensitive: boolean
  risks: { risk: string; likelihood: number; severity: number; measure: string }[]
  conclusion: string
}

const perGrantMax = 20

/** Hands in an impact assessment for a grant that waits for approval. Problems: grantUnknown, grantDecided. */
export async function submitAssessment(
  ctx: Ctx,
  grantId: string,
  wish: AssessmentWish,
): Promise<{ id: string }> {
  const grant = await reachGrant(ctx, grantId, 'assessments:write')
  if (grant.revoked_at !== null || grant.approved_at !== null) throw problem.grantDecided()
  if ((await assessmentsOf(ctx, grantId)).count >= perGrantMax) throw problem.tooManyAssessments()
  const id = randomUUID()
  await insertAssessment(ctx, {
    id,
    grant_id: grantId,
    author: ctx.actor.id,
    author_person: ctx.actor.session?.personId ?? null,
    necessity: wish.necessity,
    is_sensitive: wish.isSensitive,
    risks: JSON.stringify(wish.risks),
    conclusion: wish.conclusion,
    created_at: ctx.now,
    state: 'submitted',
  })
  await recordLeaf(ctx, {
    action: 'identity.submit-assessment',
    object: id,
    digest: digestOf(JSON.stringify({ grantId, ...wish })),
    detail: { grant: grantId, risks: wish.risks.length },
  })
  return { id }
}
