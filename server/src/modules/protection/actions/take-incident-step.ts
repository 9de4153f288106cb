import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { type IncidentStep, stateAfter } from '../rules/incident-moves.ts'
import { findIncident, insertStep, moveIncident } from '../store/incidents.ts'

export type Step = {
  step: IncidentStep
  note: string
  /** What an assessment found. */
  found?: { people: number; reportNeeded: boolean; tellNeeded: boolean } | undefined
}

const columns = {
  assess: 'assessed_at',
  report: 'reported_at',
  tell: 'told_at',
  close: 'closed_at',
  dismiss: 'closed_at',
} as const

/** Takes one step with an incident. Problems: incidentUnknown, moveRefused, findingsNeeded. */
export async function takeIncidentStep(ctx: Ctx, id: string, { step, note, found }: Step): Promise<void> {
  const incident = await findIncident(ctx, id)
  if (!incident) throw problem.incidentUnknown()
  if ((step === 'assess') !== (found !== undefined)) throw problem.findingsNeeded()
  const needs = { reportNeeded: incident.report_needed, tellNeeded: incident.tell_needed }
  const state = stateAfter(incident.state, step, needs)
  if (state === null) throw problem.moveRefused({ state: incident.state, step })
  const findings =
    found === undefined
      ? {}
      : { people: found.people, report_needed: found.reportNeeded, tell_needed: found.tellNeeded }
  const moved = await moveIncident(ctx, id, incident.state, { state, [columns[step]]: ctx.now, ...findings })
  if (!moved) throw problem.moveRefused({ state: incident.state, step })
  await insertStep(ctx, { incident_id: id, step, by_actor: ctx.actor.id, at: ctx.now, note })
  await recordLeaf(ctx, {
    action: `protection.incident-${step}`,
    object: id,
    digest: digestOf(JSON.stringify([id, step, note, found ?? null])),
    detail: { state },
  })
}
