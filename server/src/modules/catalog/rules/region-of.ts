import { isWithin, type Region, type RegionIndex } from './region-index.ts'

/** What a code or name says about a region on a day. */
export type RegionFound = { code: string; state: 'current' | 'abolished' | 'unknown' }

const digits = /^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/u
const textMax = 60
const stepsMax = 5

/**
 * Finds regions by code or name. `within` narrows a name that several regions bear (朝阳 within 北京市). A name that
 * stands for several regions of which none contains the others is not decided: undefined.
 */
export function regionFinder(index: RegionIndex) {
  return (text: string, day: string | null, within?: string): RegionFound | undefined => {
    const year = day === null ? null : Number(day.slice(0, 4))
    const tidy = text
      .slice(0, textMax)
      .normalize('NFKC')
      .replace(/[\s,、/\-·]+/gu, '')
    if (digits.test(tidy)) return byCode(index, tidy, year)
    const found = pick(index, namedPath(index, tidy, within ?? '100000', 0), year)
    return found === undefined ? undefined : stateOf(index, found, year)
  }
}

function byCode(index: RegionIndex, text: string, year: number | null): RegionFound | undefined {
  const code = text.slice(0, 6).padEnd(6, '0')
  const region = index.byCode.get(code)
  if (region !== undefined) return stateOf(index, region, year)
  return index.byCode.has(`${code.slice(0, 2)}0000`) ? { code, state: 'unknown' } : undefined
}

/** On the day of the fact the region may still have existed. */
const isCurrent = (region: Region, year: number | null): boolean =>
  region.until === undefined || (region.until !== null && year !== null && year <= region.until)

function stateOf(index: RegionIndex, region: Region, year: number | null): RegionFound {
  if (isCurrent(region, year)) return { code: region.code, state: 'current' }
  return { code: successorOf(index, region, year, stepsMax), state: 'abolished' }
}

/** The one region that took over, through several steps; the code itself where it was divided or nobody knows. */
function successorOf(index: RegionIndex, region: Region, year: number | null, steps: number): string {
  const next = region.successors.length === 1 ? index.byCode.get(region.successors[0] as string) : undefined
  if (next === undefined || steps === 0) return region.code
  return isCurrent(next, year) ? next.code : successorOf(index, next, year, steps - 1)
}

/** All regions that a text names as a path from the outside in: 上海市青浦区, 杭州市西湖区, 青浦. */
function namedPath(index: RegionIndex, text: string, within: string, depth: number): Region[] {
  if (text === '' || depth > 3) return []
  const found = index.named(text).filter(({ code }) => code !== within && isWithin(code, within))
  if (found.length > 0) return [...found]
  for (let end = Math.min(text.length - 1, index.nameMax); end >= 2; end--) {
    const outer = index
      .named(text.slice(0, end))
      .filter(({ code, level }) => level < 3 && isWithin(code, within))
    const inner = outer.flatMap(({ code }) => namedPath(index, text.slice(end), code, depth + 1))
    if (inner.length > 0) return inner
  }
  return []
}

function pick(index: RegionIndex, found: readonly Region[], year: number | null): Region | undefined {
  // A name is written as it is used today: what still exists comes before what existed on the day.
  const inUse = found.filter(({ until }) => until === undefined)
  const current = inUse.length > 0 ? inUse : found.filter((region) => isCurrent(region, year))
  const named = current.length > 0 ? current : found
  if (named.length <= 1) return named[0]
  const province = named.find(({ level }) => level === 1)
  const outer = province ?? named.find(({ code }) => named.every((other) => isWithin(other.code, code)))
  if (outer !== undefined) return outer
  // The same place under several codes: where they lead to one successor, the last of them says so.
  const ends = new Set(named.map((region) => stateOf(index, region, null).code))
  return ends.size === 1 ? named.toSorted((a, b) => (b.until ?? 9999) - (a.until ?? 9999))[0] : undefined
}
