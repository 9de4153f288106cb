export const incidentStates = [
  'detected',
  'assessed',
  'reported',
  'told',
  'settled',
  'closed',
  'dismissed',
] as const
export type IncidentState = (typeof incidentStates)[number]

export const incidentSteps = ['assess', 'report', 'tell', 'close', 'dismiss'] as const
export type IncidentStep = (typeof incidentSteps)[number]

/** Which step leads where; what is not here is not done. Reporting and telling go in either order. */
const moves: Record<IncidentState, Partial<Record<IncidentStep, IncidentState>>> = {
  detected: { assess: 'assessed' },
  assessed: { report: 'reported', tell: 'told', close: 'closed', dismiss: 'dismissed' },
  reported: { tell: 'settled', close: 'closed' },
  told: { report: 'settled', close: 'closed' },
  settled: { close: 'closed' },
  closed: {},
  dismissed: {},
}

export type Needs = { reportNeeded: boolean | null; tellNeeded: boolean | null }

/**
 * The state a step leads to; null when it may not be taken. What was found to be needed is done before an incident is
 * closed, and one that needs something is not dismissed.
 */
export function stateAfter(state: IncidentState, step: IncidentStep, needs: Needs): IncidentState | null {
  const next = moves[state][step] ?? null
  if (next !== 'closed' && next !== 'dismissed') return next
  const isReported = state === 'reported' || state === 'settled'
  const isTold = state === 'told' || state === 'settled'
  return (needs.reportNeeded && !isReported) || (needs.tellNeeded && !isTold) ? null : next
}

export type Clocks = {
  state: IncidentState
  assessBy: Date
  reportBy: Date | null
  tellBy: Date | null
  reportNeeded: boolean | null
  tellNeeded: boolean | null
}

/** What is late at an instant. */
export function overdueOf(clocks: Clocks, at: Date): ('assess' | 'report' | 'tell')[] {
  const { state } = clocks
  const late: ('assess' | 'report' | 'tell')[] = []
  if (state === 'detected' && clocks.assessBy < at) late.push('assess')
  // Until it is known that nothing has to be reported, the clock of the report runs.
  const isOpen = state !== 'closed' && state !== 'dismissed'
  if (isOpen && state !== 'reported' && state !== 'settled' && clocks.reportNeeded !== false)
    if (clocks.reportBy !== null && clocks.reportBy < at) late.push('report')
  if (isOpen && state !== 'told' && state !== 'settled' && clocks.tellNeeded !== false)
    if (clocks.tellBy !== null && clocks.tellBy < at) late.push('tell')
  return late
}
