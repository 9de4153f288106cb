import { maskPersonName } from '@xinqiao/standards'
import type { Row } from './row.ts'

/** Masks the name in findings made before it was known that the subject is a person. */
export function maskPersonFindings(row: Row, nameField: string): void {
  for (const finding of row.findings ?? []) {
    if (finding.field !== nameField) continue
    if (finding.found !== null && !/^\d*$/.test(finding.found))
      finding.found = maskPersonName(finding.found.trim())
    if (finding.suggestion !== undefined) finding.suggestion = maskPersonName(finding.suggestion)
  }
}
