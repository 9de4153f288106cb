export type Tables = {
  'archive.chunk': {
    batch_id: string
    number: number
    table_number: number
    row_first: number
    row_last: number
    verdicts: string
    findings: string
    filed_at: Date
  }
  'archive.row_outcome': {
    batch_id: string
    table_number: number
    row_number: number
    verdict: string
    subject_id: string | null
    record_id: string | null
    findings: string
  }
  'archive.snapshot_member': {
    kind: string
    provider_id: string
    record_id: string
    subject_id: string
    last_batch: string
  }
}
