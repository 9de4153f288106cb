/**
 * Services that share nothing: a body sends, or reads back what it sent itself. Every other one, also one that is
 * added later, opens information of others and needs an impact assessment.
 */
const withoutSharing: ReadonlySet<string> = new Set(['batches:write', 'batches:read', 'records:write'])

/** True when a grant for a service shares information, so that it needs an approved impact assessment. */
export const needsAssessment = (service: string): boolean => !withoutSharing.has(service)
