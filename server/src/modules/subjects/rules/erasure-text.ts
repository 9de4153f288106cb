type Erasure = { subjectId: string; owners: readonly string[]; reason: string; askedBy: string; at: Date }

/** What the audit leaf of an erasure commits to: anybody with the row can compute it again. */
export const erasureText = ({ subjectId, owners, reason, askedBy, at }: Erasure): string =>
  JSON.stringify([subjectId, owners, reason, askedBy, at.toISOString()])
