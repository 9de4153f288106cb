import type { Pack } from '../schema.ts'

/**
 * The packs of an area in force on a day, one version of each code: of those begun by then, the one that began last;
 * when that one has ended, none, since an older version does not come back by itself.
 */
export function packsInForce(packs: readonly Pack[], area: string, day: string): Pack[] {
  const begun = new Map<string, Pack>()
  for (const pack of packs) {
    if (pack.area !== area || pack.validFrom > day) continue
    const rival = begun.get(pack.code)
    if (rival === undefined || newestFirst(pack, rival) < 0) begun.set(pack.code, pack)
  }
  return [...begun.values()]
    .filter((pack) => pack.validTo === null || pack.validTo >= day)
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

const byNumber = new Intl.Collator('en', { numeric: true })

/** Orders versions of a pack: the one that begins later first, then the higher version (2018.10 above 2018.9). */
export const newestFirst = (a: Pack, b: Pack): number =>
  a.validFrom === b.validFrom ? byNumber.compare(b.version, a.version) : a.validFrom < b.validFrom ? 1 : -1
