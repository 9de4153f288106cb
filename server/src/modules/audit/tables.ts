import type { Generated } from 'kysely'

export type Tables = {
  'audit.leaf': {
    seq: Generated<number>
    at: Date
    actor: string
    action: string
    object: string
    digest: Buffer
    detail: string
  }
}
