import type { Ctx } from '../../../kernel/context.ts'
import { listAssessmentRows } from '../store/assessments.ts'

/** Assessments of grants of the bodies one sees, newest first. */
export async function listAssessments(ctx: Ctx, cursor = Number.MAX_SAFE_INTEGER, limit = 20) {
  const reach = ctx.actor.reach?.('assessments:read') ?? []
  const rows = await listAssessmentRows(ctx, reach, cursor, limit)
  return {
    items: rows.map((row) => ({
      id: row.id,
      grantId: row.grant_id,
      author: row.author,
      createdAt: row.created_at.toISOString(),
      necessity: row.necessity,
      isSensitive: row.is_sensitive,
      risks: row.risks as unknown as {
        risk: string
        likelihood: number
        severity: number
        measure: string
      }[],
      conclusion: row.conclusion,
      state: row.state,
      decidedBy: row.decided_by,
      decidedAt: row.decided_at?.toISOString() ?? null,
      reason: row.decision_reason,
    })),
    next: rows.length === limit ? rows.at(-1)!.seq : null,
  }
}
