import type { PackSet } from '../../policy/index.ts'
import type { IncidentDeadlines } from '../schema.ts'

/** The pack of deadlines in force on a day; undefined when there is none. */
export const deadlinesOn = (packs: PackSet, day: string): IncidentDeadlines | undefined =>
  packs.inForce('incidents', day).find(({ code }) => code === 'incidents/deadlines')?.content as
    | IncidentDeadlines
    | undefined

/** By when what has to be done about an incident of a severity that was detected at an instant. */
export function deadlinesFor(
  pack: IncidentDeadlines,
  severity: string,
  detectedAt: Date,
): { assessBy: Date; reportBy: Date | null; tellBy: Date | null } | null {
  const found = pack.severities.find(({ code }) => code === severity)
  if (found === undefined) return null
  const after = (hours: number) => new Date(detectedAt.getTime() + hours * 3_600_000)
  return {
    assessBy: after(found.assessHours),
    reportBy: found.reportHours === undefined ? null : after(found.reportHours),
    tellBy: found.tellHours === undefined ? null : after(found.tellHours),
  }
}
