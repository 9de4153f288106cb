import type { Texts } from '../../api/contract.ts'

/** One of GET /v1/catalog/kinds */
export type KindSummary = {
  kind: string
  title: Texts
  category: string
  nature: string
  openness: string
  standard: string | null
  version: string
  fields: number
}

export type KindField = {
  code: string
  title: Texts
  aliases?: string[]
  type: string
  required?: boolean | { when: { field: string; in: string[] } }
  lengthMax?: number
  codes?: string
  openness?: string
  note?: string
}

/** GET /v1/catalog/kinds/:kind, as far as it is shown. */
export type KindView = {
  kind: string
  title: Texts
  category: string
  nature: string
  openness: string
  standard?: string
  provider?: string
  sharingScope?: string
  retentionYears?: number
  updateFrequency?: string
  fields: KindField[]
  validFrom: string
  version: string
  legalBasis: string[]
  note?: string
}
