import type { Generated } from 'kysely'

export type Tables = {
  'access.entry': {
    seq: Generated<number>
    at: Date
    subject_id: string
    record_id: string | null
    actor: string
    org_id: string | null
    purpose: string
    classes: string[]
    kind: string
    field: string | null
    reason: string | null
  }
  'access.quota': { actor: string; day: string; used: number }
}
