/** `refused`: the file as a whole could not be read or belongs to no record kind. */
export const batchStatuses = ['received', 'filing', 'filed', 'refused'] as const
export type BatchStatus = (typeof batchStatuses)[number]

/** How many rows ended how; `received` is the sum of the rest. */
export type RowCounts = {
  received: number
  accepted: number
  corrected: number
  duplicate: number
  inDoubt: number
  rejected: number
}

export type Batch = {
  id: string
  seq: number
  providerId: string
  /** Kind named by the sender; null when it is found from the headers. */
  kind: string | null
  filename: string | null
  contentType: string | null
  size: number
  sha256: string
  receivedAt: Date
  receivedOn: string
  receivedBy: string
  status: BatchStatus
  duplicateOf: string | null
  /** Files are bulk; single records and small messages go first. */
  bulk: boolean
  format: string | null
  encoding: string | null
  rows: RowCounts | null
  finishedAt: Date | null
  filingSeconds: number | null
  problem: { code: string; params: Record<string, unknown> } | null
  /** What is to be known of the batch as a whole once it is filed. */
  notes: { code: string; params: Record<string, string | number> }[]
}

/** One table of a batch and how its columns were understood. */
export type BatchTable = {
  number: number
  name: string
  kind: string | null
  format: string
  encoding: string
  delimiter: string | null
  headerRow: number
  headers: string[]
  columns: (string | null)[]
  missing: string[]
  layout: string | null
}

export const noRows: RowCounts = {
  received: 0,
  accepted: 0,
  corrected: 0,
  duplicate: 0,
  inDoubt: 0,
  rejected: 0,
}
