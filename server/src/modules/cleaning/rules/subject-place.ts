import type { CodeLookups } from '../schema.ts'
import type { CatalogItem } from './catalog-parts.ts'
import { type Row, textOf } from './row.ts'

/** Compiles where the subject's region is read: its region field, else the unified code, else its address. */
export function subjectPlace(
  item: CatalogItem,
  indexOf: (code: string) => number,
  lookups: CodeLookups,
  today: string,
): (row: Row, uscc: string | null) => string | null {
  const { region, address } = item.subject
  const regionIndex = region === undefined ? -1 : indexOf(region)
  const addressIndex = address === undefined ? -1 : indexOf(address)
  return (row, uscc) => {
    const own = regionIndex < 0 ? null : textOf(row.values[regionIndex])
    if (own !== null) return own
    const day = row.day ?? today
    if (uscc !== null) {
      const digits = uscc.slice(2, 8)
      // A district of a development zone is in no table; the code's own digits still tell where it is.
      return lookups.regionOf(digits, day)?.code ?? digits
    }
    const text = addressIndex < 0 ? null : textOf(row.values[addressIndex])
    return text === null ? null : regionInAddress(text, day, lookups)
  }
}

const placeEnd = /[省市区县旗州盟]/gu
const addressStartMax = 30

/** The region named by the longest beginning of an address that the table knows. */
export function regionInAddress(address: string, day: string, lookups: CodeLookups): string | null {
  const start = address.slice(0, addressStartMax)
  const ends = [...start.matchAll(placeEnd)].map((met) => met.index + 1)
  for (const end of ends.reverse()) {
    const met = lookups.regionOf(start.slice(0, end), day)
    if (met !== undefined && met.state !== 'unknown') return met.code
  }
  return null
}
