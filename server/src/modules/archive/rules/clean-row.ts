import { maskIn } from '@xinqiao/standards'
import { type Row, rowProblemLevels } from '../../../kernel/files/index.ts'
import type { CleanRow, Finding } from '../../cleaning/index.ts'
import type { OpenTable } from './open-table.ts'

/** What the reader found wrong with a row, as a finding. */
export const readerFinding = (
  code: string,
  found: string,
  expected: string,
  level: Finding['level'],
): Finding => ({
  code: `file-${code}`,
  level,
  field: null,
  // Masked before it is cut: half a number would no longer be known as one.
  found: maskIn(found.slice(0, 1_000)).slice(0, 200),
  expected: expected.slice(0, 200),
})

/** Cleans a row as read; a row that cannot be used at all is rejected with the reason. */
export function cleanRowOf(table: OpenTable, row: Row): CleanRow {
  const problem =
    row.problem &&
    readerFinding(
      row.problem.code,
      row.problem.found,
      row.problem.expected,
      rowProblemLevels[row.problem.code],
    )
  if (table.item === null)
    return rejected([readerFinding('kind-unknown', table.record.headers.slice(0, 6).join('、'), '', 'error')])
  if (table.cleaner === null)
    return rejected([
      readerFinding(
        'column-missing',
        table.record.headers.slice(0, 6).join('、'),
        table.record.missing.join('、'),
        'error',
      ),
    ])
  if (problem?.level === 'error') return rejected([problem])
  const clean = table.cleaner.clean(row.cells)
  if (row.extra && row.extra.length > 0) clean.extra = { ...clean.extra, ...Object.fromEntries(row.extra) }
  return problem ? { ...clean, findings: [problem, ...clean.findings] } : clean
}

const rejected = (findings: Finding[]): CleanRow => ({
  values: {},
  extra: null,
  subject: {
    kind: 'other-organisation',
    name: '',
    nameKey: '',
    identifiers: [],
    formerNames: [],
    regionCode: null,
    industryCode: null,
    address: null,
    legalRepresentative: null,
  },
  key: '',
  keyHasSubject: false,
  occurredOn: null,
  effectiveFrom: null,
  effectiveTo: null,
  withdrawn: false,
  findings,
  rejected: true,
})
