import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { needsAssessment } from '../rules/sharing.ts'
import { assessmentsOf } from '../store/assessments.ts'
import { approve, findGrant, revokeGrant } from '../store/clients.ts'
import { reachGrant } from './reach-grant.ts'

/**
 * Notes one of the two approvals a grant needs. The two are different people, neither of them the one who asked, with
 * whatever accounts. A grant that shares information needs an approved impact assessment before. Answers whether the grant is in force now.
 */
export async function approveGrant(ctx: Ctx, id: string): Promise<{ inForce: boolean }> {
  const grant = await reachGrant(ctx, id, 'grants:approve')
  const person = ctx.actor.session?.personId
  if (!person || grant.requester_person === person) throw problem.secondPersonNeeded()
  if (grant.revoked_at !== null || grant.approved_at !== null) throw problem.grantDecided()
  if (needsAssessment(grant.service) && !(await assessmentsOf(ctx, id)).isApproved)
    throw problem.assessmentMissing({ service: grant.service })
  const place = await approve(ctx, id, person)
  if (place === null) {
    const now = await findGrant(ctx, id)
    throw now?.approver1 === person && now.approver2 === null
      ? problem.secondPersonNeeded()
      : problem.grantDecided()
  }
  await recordLeaf(ctx, {
    action: 'identity.approve-grant',
    object: id,
    digest: digestOf(`${id} ${person}`),
    detail: { place },
  })
  return { inForce: place === 2 }
}

/** Takes a grant back: the client feels it at its next request. One person is enough to take back. */
export async function withdrawGrant(ctx: Ctx, id: string): Promise<void> {
  await reachGrant(ctx, id, 'grants:approve')
  if (!(await revokeGrant(ctx, id, ctx.actor.id))) throw problem.grantDecided()
  await recordLeaf(ctx, { action: 'identity.withdraw-grant', object: id, digest: digestOf(id) })
}
