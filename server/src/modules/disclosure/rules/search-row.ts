import { grams, nameKey } from '@xinqiao/standards'
import type { Counts, PageBody } from '../schema.ts'
import type { BuiltPage } from './page.ts'

export type SearchRow = {
  name: string
  nameKey: string
  formerNames: string[]
  grams: number[]
  rank: number
}
export type HitRow = {
  kind: string
  uscc: string | null
  regionCode: string | null
  industryCode: string | null
  grade: string | null
  penalties: number
  counts: Counts
}

/** What search knows of a subject: the match keys of its names cut into pairs and single characters. */
export function searchRowOf(body: PageBody): SearchRow {
  const key = nameKey(body.name)
  const all =
    body.formerNames.length === 0
      ? grams(key)
      : [...new Set([key, ...body.formerNames.slice(0, 20).map(nameKey)].flatMap(grams))].sort(
          (a, b) => a - b,
        )
  return {
    name: body.name,
    nameKey: key,
    formerNames: body.formerNames.slice(0, 20),
    grams: all,
    rank: rankOf(body.counts),
  }
}

/** Of equal matches the fuller archive comes first. Nothing of the name is in it: see findInWindow. */
const rankOf = (counts: Counts) => Math.min(1_000_000, counts.records)

/** What a hit shows of a page and is filtered by. */
export const hitOf = ({ body, counts }: BuiltPage): HitRow => ({
  kind: body.kind,
  uscc: body.uscc,
  regionCode: body.regionCode,
  industryCode: body.industryCode,
  grade: body.evaluation?.grade || null,
  penalties: counts.penalties,
  counts,
})
