import type { Texts } from '../../api/contract.ts'

export type Candidate = {
  subjectId: string
  entityId: string
  name: string
  region: string | null
  legalRepresentative: string | null
  address: string | null
  score: number
  evidence: { feature: string; title: Texts; weight: number; left: string | null; right: string | null }[]
}

/** One of GET /v1/doubts; `leftId` is set when two subjects of the archive are compared, else a sent row waits. */
export type Doubt = {
  id: string
  reason: string
  createdAt: string
  kind: string | null
  batchId: string | null
  table: number | null
  rowNumber: number | null
  leftId: string | null
  row: {
    name: string
    identifiers: { scheme: string; value: string }[]
    region: string | null
    legalRepresentative: string | null
    address: string | null
  }
  candidates: Candidate[]
}

/** GET /v1/doubts */
export type Doubts = { items: Doubt[]; next: string | null; open: number }
export type Answer = 'same' | 'different' | 'new'
