import type { Generated } from 'kysely'

export type Tables = {
  'intake.batch': {
    id: string
    seq: Generated<number>
    provider_id: string
    kind: string | null
    filename: string | null
    content_type: string | null
    size: number
    sha256: Buffer
    body: Buffer | null
    received_at: Date
    received_on: string
    received_by: string
    idempotency_key: string | null
    request_digest: Buffer | null
    status: string
    duplicate_of: string | null
    bulk: boolean
    format: string | null
    encoding: string | null
    rows_received: number | null
    rows_accepted: number | null
    rows_corrected: number | null
    rows_duplicate: number | null
    rows_in_doubt: number | null
    rows_rejected: number | null
    finished_at: Date | null
    filing_seconds: number | null
    problem: string | null
    notes: Generated<string>
  }
  'intake.batch_table': {
    batch_id: string
    number: number
    name: string
    kind: string | null
    format: string
    encoding: string
    delimiter: string | null
    header_row: number
    headers: string[]
    columns: string
    missing: string[]
    layout: string | null
  }
}
