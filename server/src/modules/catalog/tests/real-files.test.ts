import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PackSet } from '../../policy/index.ts'
import { codeLookups, workCalendarOf } from '../rules/code-lookups.ts'
import { committedPacks, policyDir } from './policy.ts'

const folder = join(policyDir, '../../shared/data/codes')
const isHere = existsSync(folder)
if (!isHere) console.log('skipped: ../shared/data is absent')

/** The lists are JSON with comments and trailing commas. */
const loose = (name: string) =>
  JSON.parse(
    readFileSync(join(folder, name), 'utf8')
      .replace(/\/\/.*$/gmu, '')
      .replace(/,(\s*[}\]])/gu, '$1'),
  ) as Record<string, string>

describe.skipIf(!isHere)('checked against the published lists', () => {
  let packs: PackSet
  beforeAll(async () => {
    packs = await committedPacks()
  })

  test('every region in force is current under its name, every abolished one is known as abolished', () => {
    const { regionOf } = codeLookups(packs)
    const now = loose('list.json')
    const notOurs = (code: string) => code.startsWith('83')
    for (const code of Object.keys(now))
      if (!notOurs(code)) expect(regionOf(code, null), code).toEqual({ code, state: 'current' })
    // Codes that only group, such as 市辖区, stay in the standard though the yearly list leaves them out.
    const names = loose('history.json')
    const groups = (code: string) => /^(市辖区|县)$|直辖/u.test(names[code] ?? '')
    const gone = Object.keys(loose('diff.json')).filter(
      (code) => code in names && code !== '710000' && !(code in now) && !groups(code),
    )
    const states = gone.map((code) => regionOf(code, null)?.state)
    expect(gone.length).toBeGreaterThan(3000)
    expect(gone.filter((_, index) => states[index] !== 'abolished')).toEqual([])
  })

  test('every industry class is known by its four digits', () => {
    const rows = readFileSync(join(folder, 'gbt4754_2017.csv'), 'utf8').trim().split('\n').slice(1)
    for (const row of rows) {
      const code = row.split(',')[1] as string
      expect(codeLookups(packs).industryOf(code)).toBe(code)
      if (code.length > 1) expect(codeLookups(packs).industryOf(code.slice(1))).toBe(code)
    }
  })

  test('working days of 2004 to 2026 agree on every single day', () => {
    const name = 'cn_workdays_2004_2026_from_chinese-days-1.5.7.json'
    const years = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<
      string,
      { weekday_off: string[]; weekend_work: string[] }
    >
    const calendar = workCalendarOf(packs)
    for (const [year, { weekday_off, weekend_work }] of Object.entries(years)) {
      const off = new Set(weekday_off)
      const worked = new Set(weekend_work)
      for (let at = Date.UTC(Number(year), 0, 1); at < Date.UTC(Number(year) + 1, 0, 1); at += 86_400_000) {
        const day = new Date(at).toISOString().slice(0, 10)
        const isWeekend = [0, 6].includes(new Date(at).getUTCDay())
        expect(calendar.isWorkingDay(day), day).toBe(isWeekend ? worked.has(day) : !off.has(day))
      }
    }
  })
})
