import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  branchOf,
  checkRegistrationNumber,
  checkUscc,
  isEmptyMark,
  isSubsequence,
  looksMojibake,
  maskAddress,
  nameKey,
  normaliseName,
  parseAmount,
  parseDay,
  repairMojibake,
  shortKey,
  tidyText,
  toSimplified,
  workCalendar,
} from '../src/index.ts'

const folder = new URL('../../../shared/data/', import.meta.url)
const isHere = existsSync(folder)
if (!isHere) console.warn('skipped: ../shared/data is absent')

const read = (file: string) => readFileSync(new URL(file, folder), 'utf8').replace(/^\ufeff/, '')
/** Rows of a CSV file without its header. */
const rows = (file: string) =>
  [...read(file).matchAll(/((?:"(?:[^"]|"")*"|[^,\n"]*)(?:,|(?=\r?\n|$)))+\r?\n?/g)]
    .slice(1)
    .map(([line]) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g)].map((cell) =>
        cell[1]!.replace(/^"|"$/g, '').replaceAll('""', '"'),
      ),
    )
    .filter((cells) => cells.length > 2)
const share = (count: number, of: number) => count / of

describe.runIf(isHere)('50,000 real registrations', () => {
  const registrations = isHere ? rows('registry/registry_dev_50k.csv') : []
  it('have codes and days that are all accepted unchanged', () => {
    expect(registrations.length).toBe(50_000)
    expect(registrations.filter((row) => !checkUscc(row[1]!).ok)).toEqual([])
    expect(
      registrations.filter((row) => JSON.stringify(parseDay(row[2]!)) !== `{"ok":true,"day":"${row[2]}"}`)
        .length,
    ).toBeLessThan(50)
  })
  it('have capitals that are read, but for shifted columns', () => {
    const printed = registrations.map((row) => row[5]!).filter((text) => !isEmptyMark(text))
    const readable = printed.filter((text) => parseAmount(text, 'wan-yuan').ok)
    console.info(`capital: ${readable.length} of ${printed.length} read`)
    expect(share(readable.length, printed.length)).toBeGreaterThan(0.999)
  })
  it('have names of which at most one in a thousand needs more than brackets', () => {
    const changed = registrations.filter((row) =>
      normaliseName(row[0]!).changes.some((change) => change !== 'brackets'),
    )
    expect(changed.length).toBeLessThan(50)
    expect(registrations.filter((row) => looksMojibake(row[0]!))).toEqual([])
  })
  it('have addresses that never show a house number when masked', () =>
    expect(
      registrations.filter((row) =>
        /[0-9]|.[路街巷弄]\*/.test(maskAddress(row[9] ?? '').replace(/\*+$/, '*')),
      ),
    ).toEqual([]))
})

describe.runIf(isHere)('2,647 bad rows', () => {
  const bad = isHere ? read('registry/dirty_rows.csv').split('\n').slice(1) : []
  it('throw nothing, and no row listed for its code has one that passes', () => {
    const passed: string[] = []
    let codes = 0
    for (const line of bad) {
      for (const cell of line.split(/[,\t]/)) {
        const text = tidyText(cell)
        repairMojibake(normaliseName(toSimplified(text)).name)
        parseDay(text)
        parseAmount(text, 'wan-yuan')
        checkRegistrationNumber(text)
        if (!/^uscc_(?:len|orgcheck|check)/.test(line) || !/^[0-9A-Z]{13,20}$/.test(cell)) continue
        codes++
        if (checkUscc(cell).ok) passed.push(line)
      }
    }
    expect(codes).toBeGreaterThan(1_000)
    expect(passed).toEqual([])
  })
  it('that are mojibake are seen to be', () => {
    const garbled = bad.filter((line) => line.split(',')[0]!.includes('mojibake'))
    expect(garbled.length).toBeGreaterThan(100)
    expect(share(garbled.filter(looksMojibake).length, garbled.length)).toBeGreaterThan(0.99)
  })
})

describe.runIf(isHere)('real names', () => {
  it('of 41 cells with two names give both in at least 40', () => {
    const cells = rows('matching/registry_alias_cells_dev.csv').map((row) => row[0]!)
    const found = cells
      .map(normaliseName)
      .filter(({ name, aliases }) => aliases.length > 0 && !/名称|原名/.test(name + aliases.join('')))
    expect(cells.length).toBeGreaterThanOrEqual(41)
    expect(found.length).toBeGreaterThanOrEqual(40)
  })
  it('of 5,000 pairs of different firms one character apart never share a key', () =>
    expect(
      rows('matching/hard_negatives_edit1_same_city_dev.csv').filter(
        (row) => nameKey(row[0]!) === nameKey(row[3]!),
      ),
    ).toEqual([]))
  it('of 5,000 branches all lead to their parent or its legal person', () => {
    const pairs = rows('matching/branch_parent_dev.csv')
    const parents = pairs.map((row) => [row[0]!, branchOf(row[2]!)?.parent ?? ''] as const)
    expect(parents.filter(([parent, found]) => found.length < 4 || !parent.startsWith(found))).toEqual([])
    expect(share(parents.filter(([parent, found]) => parent === found).length, pairs.length)).toBeGreaterThan(
      0.98,
    )
  })
  it('of listed firms are no branches, and contain their short names in order in at least 97 of 100', () => {
    const listed = rows('matching/listed_short_full_dev.csv')
    expect(listed.filter((row) => branchOf(row[1]!) !== null)).toEqual([])
    const within = listed.filter((row) => isSubsequence(shortKey(row[0]!), nameKey(row[1]!)))
    console.info(
      `short names: ${((within.length / listed.length) * 100).toFixed(1)} % are in-order parts of the full name`,
    )
    expect(share(within.length, listed.length)).toBeGreaterThan(0.97)
  })
})

describe.runIf(isHere)('23 published calendars', () => {
  const file = 'codes/cn_workdays_2004_2026_from_chinese-days-1.5.7.json'
  const published: Record<string, { weekday_off: string[]; weekend_work: string[] }> = isHere
    ? JSON.parse(read(file))
    : {}
  it('give the working days of every day from 2004 to 2026', () => {
    const years = Object.entries(published).filter(([year]) => /^\d{4}$/.test(year))
    const calendar = workCalendar(
      years.map(([year, days]) => ({
        year: Number(year),
        holidays: days.weekday_off,
        makeUpDays: days.weekend_work,
      })),
    )
    const off = new Set(years.flatMap(([, days]) => days.weekday_off))
    const worked = new Set(years.flatMap(([, days]) => days.weekend_work))
    const wrong: string[] = []
    for (let time = Date.UTC(2004, 0, 1); time < Date.UTC(2027, 0, 1); time += 86_400_000) {
      const day = new Date(time).toISOString().slice(0, 10)
      const isWeekend = [0, 6].includes(new Date(time).getUTCDay())
      if (calendar.isWorkingDay(day) !== (isWeekend ? worked.has(day) : !off.has(day))) wrong.push(day)
    }
    expect(years.length).toBe(23)
    expect(wrong).toEqual([])
    expect(() => calendar.isWorkingDay('2027-01-01')).toThrow(/2027/)
  })
})
