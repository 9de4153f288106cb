import { grams, nameKey } from '@xinqiao/standards'
import type { Counts, PageBody } from '../schema.ts'
import type { BuiltPage } from './page.ts'
import { searchFacets } from './search-facets.ts'

export type SearchRow = {
  name: string
  nameKey: string
  formerNames: string[]
  /** The key and those of former names, one a line: what a query is compared with. */
  keys: string
  /** Pairs and single characters of the keys, and facets. */
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

/** What search knows of a subject: the match keys of its names, also cut into pairs and single characters. */
export function searchRowOf(body: PageBody): SearchRow {
  const key = nameKey(body.name)
  const formerNames = body.formerNames.slice(0, 20)
  const keys = [...new Set([key, ...formerNames.map(nameKey)])]
  const facets = searchFacets({ ...body, grade: gradeOf(body), penalties: body.counts.penalties })
  return {
    name: body.name,
    nameKey: key,
    formerNames,
    keys: fitting(keys),
    grams: [...new Set([...keys.flatMap(grams), ...facets])].sort((a, b) => a - b),
    rank: rankOf(body.counts),
  }
}

/** An index row holds 2,704 bytes, a unit takes up to three. */
const keysUnitsMax = 800

function fitting([key, ...former]: string[]): string {
  let keys = key!.slice(0, keysUnitsMax)
  for (const one of former) if (keys.length + 1 + one.length <= keysUnitsMax) keys += `\n${one}`
  return keys
}

const gradeOf = (body: PageBody) => body.evaluation?.grade || null

/** Of equal matches the fuller archive comes first. Nothing of the name is in it: a common word must be met all along the ranking. */
const rankOf = (counts: Counts) => Math.min(1_000_000, counts.records)

/** What a hit shows of a page and is filtered by. */
export const hitOf = ({ body, counts }: BuiltPage): HitRow => ({
  kind: body.kind,
  uscc: body.uscc,
  regionCode: body.regionCode,
  industryCode: body.industryCode,
  grade: gradeOf(body),
  penalties: counts.penalties,
  counts,
})
