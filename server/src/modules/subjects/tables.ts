import type { Generated } from 'kysely'

export type Tables = {
  'subjects.subject': {
    id: string
    kind: string
    name: string
    name_key: string
    core_key: string
    region_code: string | null
    industry_code: string | null
    legal_representative: string | null
    address: string | null
    merged_into: string | null
    created_at: Date
    withdrawn_at: Date | null
  }
  'subjects.identifier': {
    key: string
    scheme: string
    subject_id: string
    entity_id: string
    value: string | null
    value_sealed: string | null
    name_key: string
    created_at: Date
  }
  'subjects.name': { subject_id: string; name_key: string; name: string; created_at: Date }
  'subjects.judgement': {
    id: string
    left_id: string
    right_id: string
    judgement: string
    evidence: string
    reason: string
    made_by: string
    made_at: Date
    withdrawn_by: string | null
    withdrawn_at: Date | null
    withdrawn_reason: string | null
  }
  'subjects.erasure': {
    subject_id: string
    owners: string[]
    reason: string
    asked_by: string
    at: Date
    digest: Buffer
    keys_gone_at: Date | null
  }
  'subjects.legal_hold': {
    subject_id: string
    reason: string
    placed_by: string
    placed_at: Date
    until: string | null
  }
  'subjects.doubt': {
    id: string
    seq: Generated<number>
    reason: string
    batch_id: string | null
    provider_id: string | null
    table_number: number | null
    row_number: number | null
    kind: string | null
    name_key: string
    clue: string
    row_sealed: string | null
    left_id: string | null
    candidates: string
    state: string
    decided_subject: string | null
    decided_by: string | null
    decided_at: Date | null
    decided_reason: string | null
    created_at: Date
  }
}
