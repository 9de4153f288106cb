import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogItems, codeLookups, kindsFor } from '../../catalog/index.ts'
import { committedPacks } from '../../catalog/tests/policy.ts'
import { compileCleaner } from '../actions/compile-cleaner.ts'
import type { Cleaner, CleanRow } from '../schema.ts'
import { told } from './cleaning-one.ts'
import { csvRows } from './csv-rows.ts'
import { goodCells, today } from './penalty-item.ts'

const packs = await committedPacks()
const items = catalogItems(packs, today)
const lookups = codeLookups(packs)
const shared = new URL('../../../../../../shared/data/', import.meta.url)
const isPresent = existsSync(shared)
if (!isPresent) console.log('skipped: ../shared/data is absent')

/** The cleaner of a file as the platform would choose it: kind and layout by its headers. */
function cleanerFor(headers: string[]): Cleaner {
  const match = kindsFor(headers, items)[0]
  const item = match && items.get(match.kind)
  if (!item) throw new Error(`no kind has the headers ${headers.join(',')}`)
  return compileCleaner(item, headers, lookups, match.layout ? { today, layout: match.layout } : { today })
}

const outcomes = (rows: CleanRow[]): Record<string, number> => {
  const counts: Record<string, number> = {
    rows: rows.length,
    refused: rows.filter((row) => row.rejected).length,
  }
  for (const line of rows.flatMap((row) => told(row.findings))) counts[line] = (counts[line] ?? 0) + 1
  return counts
}

describe.each([...items.values()].map((item) => ({ kind: item.kind, item })))(
  'the pack $kind',
  ({ item }) => {
    const codes = item.fields.map((field) => field.code)
    const cleaner = compileCleaner(item, codes, lookups, { today })

    it('compiles, and every field is found by its code and by its title', () => {
      expect(cleaner.columns).toEqual(codes)
      const titles = item.fields.map((field) => field.title['zh-CN'])
      expect(compileCleaner(item, titles, lookups, { today }).columns).toEqual(codes)
    })
    it('never throws and never files a row without a name', () => {
      const cell = fc.oneof(
        fc.constantFrom('', 'N/A', '2024-03-01', '张三', '12', '有限公司', '91350100M000100Y43'),
        fc.string(),
      )
      fc.assert(
        fc.property(fc.array(cell, { maxLength: codes.length + 2 }), (cells) => {
          const row = cleaner.clean(cells)
          expect(row.rejected || row.subject.name !== '').toBe(true)
        }),
        { numRuns: 40 },
      )
    })
  },
)

describe('the penalty pack', () => {
  it('accepts a faultless row without a finding', () => {
    const cells: Record<string, string> = {
      ...goodCells,
      CF_SJLY: '云港市信用信息中心',
      CF_SJLYDM: goodCells.CF_CFJGDM as string,
    }
    const row = cleanerFor(Object.keys(cells)).clean(Object.values(cells))
    expect(told(row.findings)).toEqual([])
    expect(row.values).toMatchObject({ CF_XDR_LB: '02', CF_CFLB: ['fine'], CF_NR_FK: '5000' })
  })
})

describe.skipIf(!isPresent)('real files through the packs', () => {
  it('of registrations are accepted to at least 99 in 100', () => {
    const [headers = [], ...rows] = csvRows(
      readFileSync(new URL('registry/registry_dev_50k.csv', shared), 'utf8'),
    )
    const cleaner = cleanerFor(headers)
    const cleaned = rows.slice(0, 20_000).map((cells) => cleaner.clean(cells))
    console.log('registry_dev_50k', outcomes(cleaned))
    expect(cleaned.filter((row) => !row.rejected).length / cleaned.length).toBeGreaterThanOrEqual(0.99)
  })
  it('of printed decisions keep what is readable and name what is not', () => {
    const [headers = [], ...rows] = csvRows(
      readFileSync(new URL('decisions/cn_decisions.csv', shared), 'utf8'),
    )
    const cleaned = rows.map((cells) => cleanerFor(headers).clean(cells))
    console.log('cn_decisions', outcomes(cleaned))
    for (const row of cleaned) {
      if (row.rejected)
        expect(row.findings.some((one) => one.level === 'error' && one.field !== null)).toBe(true)
      for (const { value } of row.subject.identifiers) expect(value).not.toMatch(/\*|X{4}/)
    }
  })
  it('of another country’s penalty list name their subjects', () => {
    const text = readFileSync(new URL('decisions/jp_labor_violations.tsv', shared), 'utf8')
    const [headers = [], ...rows] = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'))
    const cleaned = rows.map((cells) => cleanerFor(headers).clean(cells))
    console.log('jp_labor_violations', outcomes(cleaned))
    expect(cleaned.every((row) => row.rejected || row.subject.name !== '')).toBe(true)
  })
})
