import type { Generated } from 'kysely'

export type Tables = {
  'protection.consent': {
    id: string
    seq: Generated<number>
    subject_key: string
    recipient_org: string
    kinds: string[]
    fields: string[]
    purpose: string
    valid_from: string
    valid_to: string
    proof_form: 'session' | 'document'
    proof: Buffer
    given_by: string
    given_at: Date
    revoked_by: Generated<string | null>
    revoked_at: Generated<Date | null>
    revoke_reason: Generated<string | null>
  }
}
