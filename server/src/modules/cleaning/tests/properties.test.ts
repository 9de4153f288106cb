import { normaliseName } from '@xinqiao/standards'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCleaner } from '../actions/compile-cleaner.ts'
import { findingText } from '../rules/finding-text.ts'
import type { CleanRow } from '../schema.ts'
import { told } from './cleaning-one.ts'
import { testLookups } from './lookups.ts'
import { goodCells, penaltyItem, today } from './penalty-item.ts'

// Headers in yuan: the cleaned amount is in yuan, so a cleaned row can be read again.
const codes = penaltyItem.fields.map((field) => field.code)
const headers = codes.map((code) => (code === 'CF_NR_FK' ? '罚款金额（元）' : code))
const cleaner = compileCleaner(penaltyItem, headers, testLookups(), { today })

const dirt = fc.constantFrom(
  '',
  ' ',
  'N/A',
  '——',
  '***',
  '无',
  '2024/3/1',
  '2099-12-31',
  '20240301',
  '长期',
  '45000',
  '5千元',
  '伍万元整',
  '1,000.50元',
  '91350100m000100y43',
  '91350100M000100Y4Z',
  '71526726-X',
  '张三',
  '张　三',
  '云港市星桥(集团)有限公司*',
  '警告；罚款',
  '行政罚款',
  '甲罚[2025]1号',
  '\u0000',
  '_x000D_',
  '\ufffd',
  'è¡Œæ”¿',
  '\ud800',
  '１２３',
  '11010519491231002X',
  '13800000000',
  "'; drop table x",
  '=1+1',
)
const cell = fc.oneof(
  { weight: 3, arbitrary: dirt },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
)
const good = codes.map((code) => (code === 'CF_NR_FK' ? '5000' : (goodCells[code] ?? '')))
const rowOf = fc.array(fc.tuple(fc.nat(codes.length - 1), cell), { maxLength: 8 }).map((changes) => {
  const cells = [...good]
  for (const [at, text] of changes) cells[at] = text
  return cells
})

const again = (row: CleanRow): string[] =>
  penaltyItem.fields.map((field) => {
    const value = row.values[field.code]
    return value === undefined ? '' : Array.isArray(value) ? value.join(field.many) : value
  })

describe('cleaning', () => {
  it('never throws and answers every row in full, whatever the cells are', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 30 }), (cells) => {
        const row = cleaner.clean(cells)
        expect(row.rejected).toBe(row.findings.some(({ level }) => level === 'error'))
        for (const finding of row.findings)
          expect(findingText(finding, { fieldTitle: '甲', column: 'A', rowNumber: 1 }, 'zh-CN')).not.toBe('')
      }),
      { numRuns: 400 },
    )
  })
  it('changes nothing in what it has cleaned', () => {
    fc.assert(
      fc.property(rowOf, (cells) => {
        const first = cleaner.clean(cells)
        const second = cleaner.clean(again(first))
        expect(told(second.findings.filter(({ level }) => level === 'correction'))).toEqual([])
        expect(second.values).toEqual(first.values)
        expect(second.key).toBe(first.key)
      }),
      { numRuns: 400 },
    )
  })
  it('may take a name of Chinese characters only as it is: normalising would not change it', () => {
    const words = fc.constantFrom(
      '曾用名',
      '原名',
      '第一名称',
      '有限责任公司',
      '有限公司',
      '億',
      '六',
      '九',
      '集團',
      '分公司',
    )
    const character = fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCharCode(code))
    const name = fc
      .array(fc.oneof(words, character), { minLength: 2, maxLength: 12 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(name, (text) => {
        const normalised = normaliseName(text)
        expect(normalised.name).toBe(text)
        expect(normalised.aliases).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
  it('gives equal rows equal results', () => {
    fc.assert(
      fc.property(rowOf, rowOf, (cells, between) => {
        const first = JSON.stringify(cleaner.clean(cells))
        cleaner.clean(between)
        expect(JSON.stringify(cleaner.clean(cells))).toBe(first)
      }),
      { numRuns: 200 },
    )
  })
  it('rejects garbage with an error that names the field and what was found or missing', () => {
    const garbage = fc.string({
      unit: fc.constantFrom('§', '\ufffd', '#', '{', '~', '😀', '\u0001'),
      minLength: 7,
      maxLength: 40,
    })
    fc.assert(
      fc.property(fc.array(garbage, { minLength: codes.length, maxLength: codes.length }), (cells) => {
        const row = cleaner.clean(cells)
        const errors = row.findings.filter(({ level }) => level === 'error')
        expect(row.rejected).toBe(true)
        expect(errors.some(({ field }) => field !== null)).toBe(true)
        expect(errors.some(({ found }) => found !== null)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
  it('never shows a person’s number in full, in whatever column it stands', () => {
    const number = '11010519491231002X'
    for (const at of codes.keys()) {
      const cells = [...good]
      cells[at] = number
      expect(JSON.stringify(cleaner.clean(cells).findings), codes[at]).not.toContain(number)
      cells[at] = `，${number}`
      expect(JSON.stringify(cleaner.clean(cells).findings), codes[at]).not.toContain(number)
    }
  })
  it('bounds what a finding repeats', () => {
    const row = cleaner.clean(codes.map(() => '错'.repeat(50_000)))
    expect(row.rejected).toBe(true)
    expect(JSON.stringify(row.findings).length).toBeLessThan(20_000)
  })
})
