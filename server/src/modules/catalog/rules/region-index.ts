import { toSimplified } from '@xinqiao/standards'
import { type CodeLine, codeLines } from './code-lines.ts'
import { regionStem } from './region-stem.ts'

/** A region of the table. `parent` skips levels that only group (市辖区). */
export type Region = CodeLine & { parent: string | null; level: 0 | 1 | 2 | 3 }
type Names = Map<string, Region[]>

export type RegionIndex = {
  byCode: ReadonlyMap<string, Region>
  /** Regions whose full or short name is exactly this. */
  named: (name: string) => readonly Region[]
  /** Longest name, for whoever tries prefixes. */
  nameMax: number
}

const grouping = /^(?:市辖区|县|(?=.*直辖).*(?:区划|单位)|省直辖单位)$/u

/** Arranges the lines of the region table by code and by name. */
export function regionIndex(lines: string): RegionIndex {
  const read = codeLines(lines)
  const codes = new Map(read.map((line) => [line.code, line]))
  const byCode = new Map<string, Region>()
  const names: Names = new Map()
  let nameMax = 0
  for (const line of read) {
    const region: Region = { ...line, parent: parentOf(line.code, codes), level: levelOf(line.code) }
    byCode.set(line.code, region)
    if (grouping.test(line.title)) continue
    nameMax = Math.max(nameMax, line.title.length)
    add(names, line.title, region)
    const stem = regionStem(line.title)
    if (stem !== line.title) add(names, stem, region)
  }
  const none: Region[] = []
  return { byCode, named: (name) => names.get(toSimplified(name)) ?? none, nameMax }
}

function add(names: Names, name: string, region: Region): void {
  const known = names.get(name)
  if (known === undefined) names.set(name, [region])
  else known.push(region)
}

const levelOf = (code: string): Region['level'] =>
  code === '100000' ? 0 : code.endsWith('0000') ? 1 : code.endsWith('00') ? 2 : 3

function parentOf(code: string, codes: ReadonlyMap<string, CodeLine>): string | null {
  const level = levelOf(code)
  if (level <= 1) return null
  const prefecture = `${code.slice(0, 4)}00`
  const line = level === 3 ? codes.get(prefecture) : undefined
  return line !== undefined && !grouping.test(line.title) ? prefecture : `${code.slice(0, 2)}0000`
}

/** Whether a region lies in another, or is it. */
export const isWithin = (code: string, outer: string): boolean =>
  outer === '100000' ||
  (outer.endsWith('0000')
    ? code.startsWith(outer.slice(0, 2))
    : outer.endsWith('00')
      ? code.startsWith(outer.slice(0, 4))
      : code === outer)
