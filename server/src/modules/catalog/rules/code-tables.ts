import type { PackSet } from '../../policy/index.ts'
import type { CodeTable } from './code-table.ts'
import { type EnumIndex, enumIndex } from './enum-index.ts'
import { type IndustryIndex, industryIndex } from './industry-index.ts'
import { type RegionIndex, regionIndex } from './region-index.ts'
import { type RegionFound, regionFinder } from './region-of.ts'

/** The code tables of a set of packs, arranged for looking up. */
export type CodeTables = {
  /** The newest version of each table. */
  tables: ReadonlyMap<string, CodeTable>
  enums: ReadonlyMap<string, EnumIndex>
  regions: RegionIndex
  findRegion: (text: string, day: string | null, within?: string) => RegionFound | undefined
  industries: IndustryIndex
}

const kept = new WeakMap<PackSet, CodeTables>()

/** Arranges the tables once per set of packs. A missing table is an empty one. */
export function codeTables(packs: PackSet): CodeTables {
  const known = kept.get(packs)
  if (known !== undefined) return known
  const tables = new Map<string, CodeTable>()
  for (const { content } of packs.all('codes')) {
    const table = content as CodeTable
    if (!tables.has(table.table)) tables.set(table.table, table)
  }
  const regions = regionIndex(tables.get('regions')?.lines ?? '')
  const made: CodeTables = {
    tables,
    enums: new Map([...tables].map(([name, { entries }]) => [name, enumIndex(entries ?? [])])),
    regions,
    findRegion: remembered(regionFinder(regions)),
    industries: industryIndex(tables.get('industries')?.lines ?? ''),
  }
  kept.set(packs, made)
  return made
}

/** Answers remembered; a hostile column of ever new texts cannot make it grow beyond. */
const rememberedMax = 20_000

function remembered(find: CodeTables['findRegion']): CodeTables['findRegion'] {
  const answers = new Map<string, RegionFound | undefined>()
  return (text, day, within) => {
    // Only the year of a day matters.
    const key = `${text.length > 60 ? text.slice(0, 60) : text}\u001f${day === null ? '' : day.slice(0, 4)}\u001f${within ?? ''}`
    if (answers.has(key)) return answers.get(key)
    if (answers.size >= rememberedMax) answers.clear()
    const answer = find(text, day, within)
    answers.set(key, answer)
    return answer
  }
}
