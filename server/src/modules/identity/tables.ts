import type { Generated } from 'kysely'

export type Tables = {
  'identity.organisation': {
    id: string
    title: string
    uscc: string | null
    region_code: string | null
    kind: Generated<OrganisationKind>
    created_at: Date
    ended_at: Generated<Date | null>
  }
  'identity.token': {
    id: string
    digest: Buffer
    name: string
    org_id: string | null
    permissions: string[]
    created_at: Date
    expires_at: Date
    revoked_at: Date | null
  }
  'identity.person': { id: string; name: string; number_sealed: string; created_at: Date }
  'identity.officer': { person_id: string; role: string; created_at: Date }
  'identity.account': {
    id: string
    login: string
    name: string
    person_id: string | null
    org_id: string | null
    kind: 'staff' | 'subject'
    own_key: string | null
    state: AccountState
    created_by: string
    created_at: Date
  }
  'identity.role': { code: string; title: string; permissions: string[]; created_at: Date }
  'identity.role_grant': {
    id: string
    account_id: string
    role: string
    org_id: string | null
    region: string | null
    kinds: string[] | null
    granted_by: string
    granted_at: Date
    ended_by: Generated<string | null>
    ended_at: Generated<Date | null>
  }
  'identity.invitation': {
    digest: Buffer
    account_id: string | null
    created_at: Date
    expires_at: Date
    used_at: Generated<Date | null>
  }
  'identity.password': { account_id: string; sealed: string; changed_at: Date }
  'identity.factor': {
    id: string
    account_id: string
    kind: 'totp' | 'passkey'
    name: string
    secret_sealed: string | null
    last_step: Generated<number>
    credential_id: string | null
    public_key: Buffer | null
    counter: Generated<number>
    confirmed_at: Date | null
    created_at: Date
  }
  'identity.recovery_code': { digest: Buffer; account_id: string; used_at: Generated<Date | null> }
  'identity.session': {
    id: string
    digest: Buffer
    account_id: string
    is_full: boolean
    factor_shown: Generated<boolean>
    challenge: Generated<string | null>
    agent: string
    address: string
    created_at: Date
    proven_at: Date
    seen_at: Date
    ended_at: Generated<Date | null>
  }
  'identity.device': { digest: Buffer; account_id: string; expires_at: Date }
  'identity.attempt': { key: Buffer; failures: number; previous_at: Date | null; last_at: Date }
  'identity.federated': { provider: string; subject: string; account_id: string; created_at: Date }
  'identity.client': {
    id: string
    org_id: string
    title: string
    jwks: string
    certificates: string[]
    state: 'active' | 'paused' | 'ended'
    created_by: string
    created_at: Date
  }
  'identity.client_grant': {
    id: string
    client_id: string
    service: string
    fields: string[]
    purpose: string
    legal_basis: string
    valid_from: string
    valid_to: string
    quota_per_day: number
    requested_by: string
    requester_person: string | null
    requested_at: Date
    approver1: Generated<string | null>
    approver2: Generated<string | null>
    approved_at: Generated<Date | null>
    revoked_by: Generated<string | null>
    revoked_at: Generated<Date | null>
  }
  'identity.grant_use': { grant_id: string; day: string; uses: number }
  'identity.access_token': {
    digest: Buffer
    client_id: string
    bound_by: 'key' | 'certificate'
    bound_to: string
    issued_at: Date
    expires_at: Date
  }
  'identity.assessment': {
    id: string
    seq: Generated<number>
    grant_id: string
    author: string
    author_person: string | null
    necessity: string
    is_sensitive: boolean
    risks: string
    conclusion: string
    created_at: Date
    state: 'submitted' | 'approved' | 'refused'
    decided_by: Generated<string | null>
    decided_at: Generated<Date | null>
    decision_reason: Generated<string | null>
  }
  'identity.notice_seen': { account_id: string; version: string; at_sign_up: boolean; seen_at: Date }
  'identity.spent': { key: Buffer; until: Date }
}

export type OrganisationKind =
  | 'platform'
  | 'department'
  | 'court'
  | 'bank'
  | 'agency'
  | 'company'
  | 'creditOffice'
export type AccountState = 'invited' | 'active' | 'paused' | 'ended'
