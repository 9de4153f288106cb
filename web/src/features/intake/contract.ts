import type { Texts } from '../../api/contract.ts'

export const verdicts = ['accepted', 'corrected', 'duplicate', 'inDoubt', 'rejected'] as const
/** What became of a row. */
export type Verdict = (typeof verdicts)[number]
export type RowCounts = Record<Verdict | 'received', number>

/** POST /v1/batches */
export type Received = {
  id: string
  status: string
  duplicateOf: string | null
  sha256: string
  size: number
}

export type TableView = {
  number: number
  name: string
  kind: string | null
  kindTitle: Texts | null
  headerRow: number
  columns: { header: string; field: string | null; title: Texts | null }[]
  missing: { code: string; title: Texts | null }[]
}

/** GET /v1/batches/:id; the list leaves `tables` and `findings` empty. */
export type BatchView = {
  id: string
  filename: string | null
  format: string | null
  encoding: string | null
  size: number
  sha256: string
  provider: { id: string; title: string }
  kinds: { kind: string; title: Texts }[]
  status: string
  duplicateOf: string | null
  receivedAt: string
  receivedOn: string
  finishedAt: string | null
  rows: RowCounts
  seconds: number | null
  rowsPerSecond: number | null
  problem: { code: string; text: Texts } | null
  notes: { code: string; text: Texts }[]
  tables: TableView[]
  findings: {
    code: string
    level: string
    field: string | null
    count: number
    title: Texts | null
    text: Texts
  }[]
}

export type FindingView = {
  code: string
  level: string
  field: string | null
  column?: string | null
  found: string | null
  expected: string | null
  suggestion: string | null
  text: Texts
}

/** A row of GET /v1/batches/:id/rows */
export type RowView = {
  table: number
  number: number
  verdict: Verdict
  subjectId: string | null
  recordId: string | null
  findings: FindingView[]
}

export type Portion<T> = { items: T[]; next: string | null }

/** Whether the server still works on a batch. */
export const isOpen = (status: string): boolean => status === 'received' || status === 'filing'
