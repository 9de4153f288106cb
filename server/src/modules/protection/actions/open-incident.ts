import { randomUUID } from 'node:crypto'
import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { packSet } from '../../policy/index.ts'
import { problem } from '../problems.ts'
import { deadlinesFor, deadlinesOn } from '../rules/deadlines.ts'
import { insertIncident } from '../store/incidents.ts'

export type IncidentWish = { title: string; account: string; severity: string; detectedAt: string }

const yearMs = 366 * 86_400_000

/** Opens an incident: its clocks run from when it was detected, by the pack in force on that day. */
export async function openIncident(ctx: Ctx, wish: IncidentWish): Promise<{ id: string }> {
  const detectedAt = new Date(wish.detectedAt)
  const age = ctx.now.getTime() - detectedAt.getTime()
  if (!(age >= 0 && age <= yearMs)) throw problem.detectionWrong({ found: wish.detectedAt })
  const pack = deadlinesOn(await packSet(ctx), dayOf(detectedAt))
  const deadlines = pack && deadlinesFor(pack, wish.severity, detectedAt)
  if (!pack || !deadlines) throw problem.severityUnknown({ found: wish.severity })
  const id = randomUUID()
  await insertIncident(ctx, {
    id,
    title: wish.title,
    account: wish.account,
    severity: wish.severity,
    state: 'detected',
    detected_at: detectedAt,
    opened_by: ctx.actor.id,
    opened_at: ctx.now,
    pack_version: pack.version,
    assess_by: deadlines.assessBy,
    report_by: deadlines.reportBy,
    tell_by: deadlines.tellBy,
  })
  await recordLeaf(ctx, {
    action: 'protection.open-incident',
    object: id,
    digest: digestOf(JSON.stringify(wish)),
    detail: { severity: wish.severity },
  })
  return { id }
}
