import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileCleaner } from '../actions/compile-cleaner.ts'
import type { CatalogItem } from '../rules/catalog-parts.ts'
import type { CleanRow } from '../schema.ts'
import { csvRows } from './csv-rows.ts'
import { testLookups } from './lookups.ts'
import { today } from './penalty-item.ts'

const folder = new URL('../../../../../../shared/data/registry/', import.meta.url)
const isPresent = existsSync(folder)
if (!isPresent) console.log('skipped: ../shared/data is absent')

const titled = (zh: string) => ({ 'zh-CN': zh, en: zh })
const registration: CatalogItem = {
  kind: 'registration',
  title: titled('企业登记'),
  category: 'registration',
  nature: 'neutral',
  subjectKinds: ['organisation', 'individual-business'],
  openness: 'public',
  key: ['code', '$subject'],
  subject: { name: 'name', uscc: 'code', legalRepresentative: 'person', address: 'address' },
  occurredOn: 'day',
  fields: [
    { code: 'name', title: titled('企业名称'), type: 'name', required: true, lengthMax: 200 },
    { code: 'code', title: titled('统一社会信用代码'), type: 'uscc', required: true },
    { code: 'day', title: titled('注册日期'), type: 'date', required: true },
    { code: 'form', title: titled('企业类型'), type: 'text', lengthMax: 100 },
    { code: 'person', title: titled('法人代表'), type: 'person-name', lengthMax: 100 },
    { code: 'capital', title: titled('注册资金'), type: 'amount', unit: 'wan-yuan' },
    { code: 'scope', title: titled('经营范围'), type: 'text', lengthMax: 8000 },
    { code: 'province', title: titled('所在省份'), type: 'text' },
    { code: 'city', title: titled('地区'), type: 'text' },
    { code: 'address', title: titled('注册地址'), type: 'address', lengthMax: 500 },
  ],
  validFrom: '2015-10-01',
  version: '1',
  legalBasis: ['《市场主体登记管理条例》'],
}
const codes = registration.fields.map((field) => field.code)

const histogram = (lines: Iterable<string>): Record<string, number> => {
  const counts = new Map<string, number>()
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]))
}
const told = (rows: CleanRow[]) =>
  histogram(rows.flatMap((row) => row.findings.map((one) => `${one.level} ${one.code} ${one.field ?? '-'}`)))

describe.skipIf(!isPresent)('real registrations', () => {
  const cleaner = compileCleaner(registration, codes, testLookups(), { today })

  it('are accepted to at least 99 in 100, and no valid code is lost', () => {
    const [, ...rows] = csvRows(readFileSync(new URL('registry_dev_50k.csv', folder), 'utf8'))
    const cleaned = rows.map((cells) => cleaner.clean(cells))
    const accepted = cleaned.filter((row) => !row.rejected).length
    console.log(`accepted ${accepted} of ${cleaned.length}`, told(cleaned))
    expect(accepted / cleaned.length).toBeGreaterThanOrEqual(0.99)
    expect(
      cleaned.every((row, i) => row.rejected || row.subject.identifiers[0]?.value === rows[i]?.[1]),
    ).toBe(true)
    expect(cleaned.filter((row) => row.subject.kind === 'person')).toHaveLength(0)
  })

  it('that are really bad are refused or corrected with a reason', () => {
    const [, ...lines] = csvRows(readFileSync(new URL('dirty_rows.csv', folder), 'utf8'))
    const outcomes = lines.map(([why = '', , , joined = '']) => {
      const row = cleaner.clean(joined.split('\t'))
      return { why, row, outcome: row.rejected ? 'refused' : row.findings.length > 0 ? 'told' : 'silent' }
    })
    console.log(histogram(outcomes.map(({ why, outcome }) => `${why}: ${outcome}`)))
    const codesBad = outcomes.filter(({ why }) => why.includes('uscc_'))
    for (const { row } of codesBad) {
      expect(row.findings.some(({ field }) => field === 'code' || field === null)).toBe(true)
      // Accepted only where the check digits of an old number, or of the code once its case was corrected, hold.
      if (!row.rejected) expect(row.subject.identifiers).not.toEqual([])
    }
    const garbled = outcomes.filter(({ why }) => why.includes('mojibake'))
    expect(garbled.filter(({ row }) => row.rejected).length / garbled.length).toBeGreaterThan(0.9)
    expect(outcomes.filter(({ outcome }) => outcome === 'silent').length / outcomes.length).toBeLessThan(0.05)
  })
})
