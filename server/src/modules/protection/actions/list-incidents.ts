import type { Ctx } from '../../../kernel/context.ts'
import { overdueOf } from '../rules/incident-moves.ts'
import { type Incident, listIncidentRows } from '../store/incidents.ts'

/** Incidents, newest first, each with what is late; `overdue` shows those alone for which something is. */
export async function listIncidents(
  ctx: Ctx,
  query: { cursor?: number | undefined; limit?: number | undefined; overdue?: boolean | undefined },
) {
  const { cursor = Number.MAX_SAFE_INTEGER, limit = 20 } = query
  const rows = await listIncidentRows(ctx, cursor, limit, query.overdue === true ? ctx.now : null)
  return {
    items: rows.map((row) => told(row, ctx.now)),
    next: rows.length === limit ? rows.at(-1)!.seq : null,
  }
}

const at = (instant: Date | null) => instant?.toISOString() ?? null

const told = (row: Incident, now: Date) => ({
  id: row.id,
  title: row.title,
  account: row.account,
  severity: row.severity,
  state: row.state,
  people: row.people,
  detectedAt: row.detected_at.toISOString(),
  assessBy: row.assess_by.toISOString(),
  reportBy: at(row.report_by),
  tellBy: at(row.tell_by),
  assessedAt: at(row.assessed_at),
  reportedAt: at(row.reported_at),
  toldAt: at(row.told_at),
  closedAt: at(row.closed_at),
  reportNeeded: row.report_needed,
  tellNeeded: row.tell_needed,
  overdue: overdueOf(
    {
      state: row.state,
      assessBy: row.assess_by,
      reportBy: row.report_by,
      tellBy: row.tell_by,
      reportNeeded: row.report_needed,
      tellNeeded: row.tell_needed,
    },
    now,
  ),
})
