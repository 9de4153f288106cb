import { type WorkCalendar, workCalendar } from '@xinqiao/standards'
import type { PackSet } from '../../policy/index.ts'
import type { CodeLookups } from '../schema.ts'
import { codeTables } from './code-tables.ts'

const kept = new WeakMap<PackSet, CodeLookups>()
const calendars = new WeakMap<PackSet, WorkCalendar>()

/** The lookups that cleaning works with; the same object for the same packs. */
export function codeLookups(packs: PackSet): CodeLookups {
  const known = kept.get(packs)
  if (known !== undefined) return known
  const { enums, findRegion, industries } = codeTables(packs)
  const lookups: CodeLookups = {
    enumOf: (table, text) => enums.get(table)?.codeOf(text),
    enumTitle: (table, code) => enums.get(table)?.titleOf(code),
    regionOf: (text, day) => findRegion(text, day),
    industryOf: (text) => industries.find(text),
  }
  kept.set(packs, lookups)
  return lookups
}

/** A region by name inside another: 朝阳 within 110000. Same answers as CodeLookups.regionOf. */
export const regionWithin = (packs: PackSet, text: string, day: string | null, within: string) =>
  codeTables(packs).findRegion(text, day, within)

/** The path to a region from its province, without levels that only group; empty for a code nobody knows. */
export function regionPath(packs: PackSet, code: string): { code: string; title: string }[] {
  const { byCode } = codeTables(packs).regions
  const path: { code: string; title: string }[] = []
  for (
    let at = byCode.get(code);
    at !== undefined;
    at = at.parent === null ? undefined : byCode.get(at.parent)
  )
    path.unshift({ code: at.code, title: at.title })
  return path
}

/** Full title of a region, 浙江省杭州市西湖区; the code itself when nobody knows it. */
export function regionTitle(packs: PackSet, code: string): string {
  return (
    regionPath(packs, code)
      .map(({ title }) => title)
      .join('') || code
  )
}

/** Whether some region is called so, in full or in short; for taking names apart. */
export const isRegionName = (packs: PackSet, name: string): boolean =>
  codeTables(packs).regions.named(name).length > 0

/** Title of an industry code; the code itself when nobody knows it. */
export const industryTitle = (packs: PackSet, code: string): string =>
  codeTables(packs).industries.titles.get(code) ?? code

/** The working-day calendar of the newest table. Asking beyond its years throws a RangeError that names the year. */
export function workCalendarOf(packs: PackSet): WorkCalendar {
  const known = calendars.get(packs)
  if (known !== undefined) return known
  const calendar = workCalendar(codeTables(packs).tables.get('working-days')?.years ?? [])
  calendars.set(packs, calendar)
  return calendar
}
