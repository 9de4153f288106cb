import type { Generated } from 'kysely'

export type Tables = {
  'policy.pack': {
    seq: Generated<string>
    area: string
    code: string
    version: string
    valid_from: string
    valid_to: string | null
    sha256: Buffer
    content: string
    loaded_at: Date
  }
}
