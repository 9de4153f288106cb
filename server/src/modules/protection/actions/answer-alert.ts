import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { type Alert, acknowledgeRow, closeRow, findAlert, listAlertRows } from '../store/alerts.ts'

/** Takes an alert on, or closes one that was taken on, with a reason; nobody answers an alert about themselves. */
export async function answerAlert(
  ctx: Ctx,
  id: string,
  answer: { kind: 'acknowledge' } | { kind: 'close'; reason: string },
): Promise<void> {
  const alert = await findAlert(ctx, id)
  if (!alert) throw problem.alertUnknown()
  if (alert.actor === ctx.actor.id) throw problem.alertOfOneself()
  const by = ctx.actor.id
  const isDone =
    answer.kind === 'close' ? await closeRow(ctx, id, by, answer.reason) : await acknowledgeRow(ctx, id, by)
  if (!isDone) throw problem.alertAnswered()
  await recordLeaf(ctx, {
    action: `protection.${answer.kind}-alert`,
    object: id,
    digest: digestOf(JSON.stringify([id, answer])),
    detail: { rule: alert.rule },
  })
}

/** Alerts, newest first: those that are not closed, or all. */
export async function listAlerts(
  ctx: Ctx,
  query: { cursor?: number | undefined; limit?: number | undefined; all?: boolean | undefined },
) {
  const { cursor = Number.MAX_SAFE_INTEGER, limit = 20, all = false } = query
  const rows = await listAlertRows(ctx, cursor, limit, all)
  return { items: rows.map(told), next: rows.length === limit ? rows.at(-1)!.seq : null }
}

const told = (row: Alert) => ({
  id: row.id,
  rule: row.rule,
  ruleVersion: row.rule_version,
  severity: row.severity,
  actor: row.actor,
  hour: row.hour.toISOString(),
  figures: row.figures as unknown as Record<string, number>,
  wasPaused: row.was_paused,
  raisedAt: row.raised_at.toISOString(),
  acknowledgedBy: row.acknowledged_by,
  acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
  closedBy: row.closed_by,
  closedAt: row.closed_at?.toISOString() ?? null,
  closeReason: row.close_reason,
})
