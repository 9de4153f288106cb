/** How large a share of all names holds each of the commonest grams; the others are in `rareShare` of them at most. */
export type GramShares = { shares: Map<number, number>; rareShare: number; names: number }

/** A gram that a name must hold; where the one before it in the query ends in the single unit `after`, that is given. */
export type WantedGram = { gram: number; after: number | null }

/** How a query is best answered. */
export type SearchPlan = {
  /** Whether all candidates are fetched and ordered; otherwise names are read from the top of the ranking. */
  isRare: boolean
  /** The grams to ask the gram index for: the rarest, and those that spare more candidates than reading them costs. */
  grams: number[]
  /** How far the ranking is read before the gram index is asked after all. */
  rowsMax: number
}

/** A page and one more, roughly. */
const pageRows = 21
/** So many candidates are always fetched and put in the best order. */
const alwaysMax = 1_000
/**
 * Costs in steps down the ranking (0.2 µs measured): a name or its hit fetched (1.2 µs), an entry of the gram index
 * (0.03 to 0.1 µs).
 */
const fetchCost = 6
const entryCost = 0.3
const gramsMax = 6

/**
 * Weighs two ways by what is known of the grams: asking the gram index and fetching every candidate, or reading the
 * ranking until a page is full. At the worst both cost the same, which grows with the square root of all names.
 */
export function searchPlan(wanted: WantedGram[], facets: number[], known: GramShares): SearchPlan {
  const shareOf = sharesOf(known)
  const fitting = facets.reduce((share, facet) => share * shareOf(facet), 1)
  const density = wanted.reduce((share, one) => share * chanceOf(one, shareOf), 1) * fitting
  const grams = wanted.map(({ gram }) => gram)
  // A candidate is compared with filters on its hit.
  const candidateCost = facets.length > 0 ? 2 * fetchCost : fetchCost
  const spares = (spared: number, share: number) => spared * candidateCost > share * entryCost
  const { taken, left, entries } = chosen(grams, facets, shareOf, density, spares)
  const steps = pageRows / density + (facets.length > 0 ? (pageRows / fitting) * fetchCost : 0)
  const indexSteps = (entries * entryCost + left * candidateCost) * known.names
  return {
    isRare: left * known.names <= alwaysMax || !(steps < indexSteps),
    grams: taken,
    rowsMax: 2 * (pageRows / density),
  }
}

/**
 * The grams to ask the index for where nothing says how often they stand together, as single characters of one word do
 * nearly always: the rarest alone when few names hold it, else all up to a bound.
 */
export function looseGrams(singles: number[], facets: number[], known: GramShares): number[] {
  const shareOf = sharesOf(known)
  const sorted = byShare([...singles, ...facets], shareOf)
  const isRare = sorted.length > 0 && shareOf(sorted[0]!) * known.names <= alwaysMax
  return sorted.slice(0, isRare ? 1 : gramsMax)
}

type ShareOf = (gram: number) => number
const sharesOf =
  (known: GramShares): ShareOf =>
  (gram) =>
    known.shares.get(gram) ?? known.rareShare
const byShare = (grams: number[], shareOf: ShareOf) =>
  [...new Set(grams)].sort((a, b) => shareOf(a) - shareOf(b))

/** How likely a name holds the gram when it holds what stands before it: neighbours are not independent. */
const chanceOf = ({ gram, after }: WantedGram, shareOf: ShareOf): number =>
  Math.min(1, after === null ? shareOf(gram) : shareOf(gram) / Math.max(shareOf(after), Number.MIN_VALUE))

/**
 * The rarest gram, then of facets and at last of further grams, rarest first, those whose entries cost less than the
 * fetches they spare. Facets go before, since grams of one name stand together more often than chance has it.
 */
function chosen(
  grams: number[],
  facets: number[],
  shareOf: ShareOf,
  density: number,
  spares: (spared: number, share: number) => boolean,
) {
  const sorted = (list: number[]) => byShare(list, shareOf)
  const rarest = sorted([...grams, ...facets]).slice(0, 1)
  const taken = [...rarest]
  let entries = rarest.length === 0 ? 1 : Math.min(1, shareOf(rarest[0]!))
  let left = entries
  for (const gram of [...sorted(facets), ...sorted(grams)]) {
    if (taken.length === gramsMax) break
    const share = shareOf(gram)
    const next = Math.max(left * share, Math.min(left, density))
    if (taken.includes(gram) || !spares(left - next, share)) continue
    taken.push(gram)
    entries += share
    left = next
  }
  return { taken, left, entries }
}
