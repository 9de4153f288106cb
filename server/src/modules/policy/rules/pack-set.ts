import type { Pack, PackSet } from '../schema.ts'
import { newestFirst, packsInForce } from './packs-in-force.ts'

/** Days remembered at once; a walk asks for one or two, a simulation for some hundred. */
const daysMax = 1000

/** Arranges loaded packs for asking. What was in force on a day is found once and remembered. */
export function packSetOf(packs: readonly Pack[]): PackSet {
  const areas = new Map<string, Pack[]>()
  const ordered = packs.toSorted((a, b) => (a.code === b.code ? newestFirst(a, b) : a.code < b.code ? -1 : 1))
  for (const pack of ordered) {
    const area = areas.get(pack.area)
    if (area === undefined) areas.set(pack.area, [pack])
    else area.push(pack)
  }
  const byDay = new Map<string, Pack[]>()
  return {
    areas: () => [...areas.keys()],
    all: (area) => areas.get(area) ?? [],
    inForce: (area, day) => {
      const key = `${area} ${day}`
      const known = byDay.get(key)
      if (known !== undefined) return known
      if (byDay.size >= daysMax) byDay.clear()
      const found = packsInForce(areas.get(area) ?? [], area, day)
      byDay.set(key, found)
      return found
    },
    byCode: (code, version) =>
      ordered.find((pack) => pack.code === code && (version === undefined || pack.version === version)),
  }
}
