import { type CatalogItem, catalogItems, codeLookups } from '../../catalog/index.ts'
import type { Pack, PackSet } from '../../policy/index.ts'
import type { DisplayPack } from '../schema.ts'
import { compileDisplay, type DisplayOf } from './display.ts'

export type Law = { items: (day: string) => Map<string, CatalogItem>; displayOf: DisplayOf }

const compiled = new WeakMap<PackSet, Law>()

/** The display law of a set of packs, compiled once for each set. */
export function lawOf(packs: PackSet): Law {
  const known = compiled.get(packs)
  if (known) return known
  const lookups = codeLookups(packs)
  const law: Law = {
    items: (day) => catalogItems(packs, day),
    displayOf: compileDisplay(packs.all('disclosure') as Pack<DisplayPack>[], lookups),
  }
  compiled.set(packs, law)
  return law
}
