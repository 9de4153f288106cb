import type { Pack, PackSet } from '../../policy/index.ts'
import type { CatalogItem } from '../schema.ts'

const kept = new WeakMap<PackSet, Map<string, Map<string, CatalogItem>>>()
/** Days remembered per set of packs. */
const daysMax = 1000

/**
 * The record kinds of a day by kind. A kind that began later is read by its first version: its records may be older
 * than the catalogue. A kind that has ended is absent. The same map for the same packs and day.
 */
export function catalogItems(packs: PackSet, day: string): Map<string, CatalogItem> {
  const byDay = kept.get(packs) ?? new Map<string, Map<string, CatalogItem>>()
  kept.set(packs, byDay)
  const known = byDay.get(day)
  if (known !== undefined) return known
  if (byDay.size >= daysMax) byDay.clear()
  const items = itemsOn(packs, day)
  byDay.set(day, items)
  return items
}

function itemsOn(packs: PackSet, day: string): Map<string, CatalogItem> {
  const chosen = new Map<string, Pack>()
  // Versions come newest first, so the last one seen of a kind that has not begun is its first.
  for (const pack of packs.all('catalog')) if (pack.validFrom > day) chosen.set(pack.code, pack)
  for (const pack of packs.all('catalog')) if (pack.validFrom <= day) chosen.delete(pack.code)
  for (const pack of packs.inForce('catalog', day)) chosen.set(pack.code, pack)
  const items = [...chosen.values()].map(({ content }) => content as CatalogItem)
  return new Map(items.sort((a, b) => (a.kind < b.kind ? -1 : 1)).map((item) => [item.kind, item]))
}

/** One kind for reading a record of any time: its version of the day, else the nearest; undefined when never known. */
export function catalogItemOf(packs: PackSet, kind: string, day: string): CatalogItem | undefined {
  return (
    catalogItems(packs, day).get(kind) ??
    (packs.byCode(`catalog/${kind}`)?.content as CatalogItem | undefined)
  )
}

/** Title of a kind in a language; zh-CN where it is not translated. */
export const itemTitle = (item: CatalogItem, language: 'zh-CN' | 'zh-Hant' | 'en' = 'zh-CN'): string =>
  item.title[language] ?? item.title['zh-CN']
