import type { Generated } from 'kysely'
import type { IncidentState } from './rules/incident-moves.ts'

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
  'protection.incident': {
    id: string
    seq: Generated<number>
    title: string
    account: string
    severity: string
    state: IncidentState
    detected_at: Date
    opened_by: string
    opened_at: Date
    pack_version: string
    assess_by: Date
    report_by: Date | null
    tell_by: Date | null
    people: Generated<number | null>
    report_needed: Generated<boolean | null>
    tell_needed: Generated<boolean | null>
    assessed_at: Generated<Date | null>
    reported_at: Generated<Date | null>
    told_at: Generated<Date | null>
    closed_at: Generated<Date | null>
  }
  'protection.incident_step': { incident_id: string; step: string; by_actor: string; at: Date; note: string }
  'protection.hold': {
    id: string
    seq: Generated<number>
    subject_id: string | null
    record_id: string | null
    reason: string
    set_by: string
    set_at: Date
    lifted_by: Generated<string | null>
    lifted_at: Generated<Date | null>
    lift_reason: Generated<string | null>
  }
  'protection.alert': {
    id: string
    seq: Generated<number>
    rule: string
    rule_version: string
    severity: string
    actor: string
    hour: Date
    figures: string
    was_paused: boolean
    raised_at: Date
    acknowledged_by: Generated<string | null>
    acknowledged_at: Generated<Date | null>
    closed_by: Generated<string | null>
    closed_at: Generated<Date | null>
    close_reason: Generated<string | null>
  }
}
