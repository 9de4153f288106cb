import type { Finding } from '../schema.ts'
import type { FindingCode } from './finding-texts.ts'
import { fieldStates, type Row } from './row.ts'
import { type Mask, shown } from './shown.ts'

/** Where a finding is made: the field's position, its catalog code and how its values may be shown. */
export type Spot = { index: number; code: string; mask: Mask }

/** The values a finding carries, unmasked; `report` masks and shortens them unless `isPlain` says they are ours. */
export type FindingParts = {
  found?: string | null
  expected?: string | null
  suggestion?: string | null | undefined
  reason?: string
  isPlain?: true
}

/** More findings than this about one row help nobody; a later error still rejects the row. */
const findingsMax = 60

/** Adds a finding about a field to the row; an error rejects the row and marks the field as failed. */
export function report(
  row: Row,
  spot: Spot,
  level: Finding['level'],
  code: FindingCode,
  parts: FindingParts = {},
): void {
  row.findings ??= []
  if (level === 'error') {
    row.rejected = true
    row.states[spot.index] = fieldStates.failed
  }
  if (row.findings.length < findingsMax) row.findings.push(findingOf(spot, level, code, parts))
}

/** Adds an error or a doubt about the row as a whole; `first` puts it in front of what it explains. */
export function reportRow(
  row: Row,
  level: Finding['level'],
  code: FindingCode,
  parts: FindingParts,
  first = false,
): void {
  row.findings ??= []
  if (level === 'error') row.rejected = true
  const finding = findingOf(null, level, code, parts)
  if (first) row.findings.unshift(finding)
  else row.findings.push(finding)
}

/** A finding with its values masked for the field and shortened; `spot` null means the whole row or file. */
export function findingOf(
  spot: Spot | null,
  level: Finding['level'],
  code: FindingCode,
  parts: FindingParts,
): Finding {
  const mask = parts.isPlain === true ? 'plain' : spot === null ? 'text' : spot.mask
  const finding: Finding = {
    code,
    level,
    field: spot === null ? null : spot.code,
    found: parts.found == null ? null : shown(parts.found, mask),
    expected: parts.expected == null ? null : shown(parts.expected, mask),
  }
  if (parts.suggestion != null) finding.suggestion = shown(parts.suggestion, mask)
  if (parts.reason !== undefined) finding.reason = parts.reason
  return finding
}
