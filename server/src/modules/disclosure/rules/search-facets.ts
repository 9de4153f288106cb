import type { Filters } from '../schema.ts'

/**
 * What a subject may be filtered by, as numbers among its grams: no key has units below 32, so numbers below 2 million
 * are free. They only narrow what is looked at; the hit row decides. Migration 0002 computes the same numbers in SQL.
 */
export function searchFacets(shown: {
  kind: string
  regionCode: string | null
  industryCode: string | null
  grade: string | null
  penalties: number
}): number[] {
  const facets: number[] = [kindFacet(shown.kind)]
  for (const length of [2, 4, 6]) push(facets, regionFacet((shown.regionCode ?? '').slice(0, length), length))
  const industry = shown.industryCode ?? ''
  for (let length = 1; length <= Math.min(5, industry.length); length++)
    push(facets, industryFacet(industry.slice(0, length)))
  if (shown.grade) facets.push(gradeFacet(shown.grade))
  if (shown.penalties > 0) facets.push(penaltyFacet)
  return [...new Set(facets)]
}

/** The facets that every subject fitting the filters has; a filter without one is left to the hit row. */
export function facetsAsked(filters: Filters): number[] {
  const facets: number[] = []
  if (filters.kind !== null) facets.push(kindFacet(filters.kind))
  const region = filters.region?.replace('%', '')
  if (region !== undefined) push(facets, regionFacet(region, region.length))
  if (filters.industry !== null) push(facets, industryFacet(filters.industry.replace('%', '')))
  if (filters.grade !== null) facets.push(gradeFacet(filters.grade))
  if (filters.hasPenalty) facets.push(penaltyFacet)
  return facets
}

const push = (facets: number[], facet: number | null) => facet !== null && facets.push(facet)

const regionBase = 0x10000
const industryBase = 0x110000
const kindBase = 0x180000
const gradeBase = 0x190000
const penaltyFacet = 0x1a0000

const regionFacet = (digits: string, length: number) =>
  digits.length === length && /^\d{2,6}$/.test(digits) ? regionBase + Number(digits.padEnd(6, '0')) : null

/** Letter and up to four digits; codes of each length have a range of their own. */
function industryFacet(code: string): number | null {
  if (!/^[A-T]\d{0,4}$/.test(code)) return null
  const before = [0, 1, 11, 111, 1111][code.length - 1]!
  return industryBase + (code.charCodeAt(0) - 65) * 20_000 + before + Number(code.slice(1))
}

const kindFacet = (kind: string) => kindBase + (kind.charCodeAt(0) & 127) * 64 + Math.min(63, kind.length)
const gradeFacet = (grade: string) => gradeBase + (grade.charCodeAt(0) & 127)
