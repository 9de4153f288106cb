export type Tables = {
  'identity.organisation': {
    id: string
    title: string
    uscc: string | null
    region_code: string | null
    created_at: Date
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
}
