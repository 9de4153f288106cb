import type { CleanRow, Finding } from '../../cleaning/index.ts'

/** Nothing about a person is taken in again after an erasure, and the finding names nobody. */
export const erasedFinding: Finding = {
  code: 'subject-erased',
  level: 'error',
  field: null,
  found: null,
  expected: null,
}

/** What a row is told whose subject could not be found out. */
export const subjectFinding = (clean: Pick<CleanRow, 'subject'>, reason: string): Finding => ({
  code: `subject-${reason}`,
  level: 'doubt',
  field: null,
  found: clean.subject.kind === 'person' ? null : clean.subject.name,
  expected: null,
})
