import type { Generated } from 'kysely'

export type Tables = {
  'audit.leaf': {
    seq: Generated<string>
    at: Date
    actor: string
    action: string
    object: string
    digest: Buffer
    detail: string
    log: string
    subject: string | null
  }
}
