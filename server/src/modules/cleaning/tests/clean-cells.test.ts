import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCleaner } from '../actions/compile-cleaner.ts'
import type { CatalogField, CatalogItem } from '../rules/catalog-parts.ts'
import { fieldRules } from '../rules/field-rules.ts'
import type { CleanRow } from '../schema.ts'
import { cleanField } from './cleaning-one.ts'
import { testLookups } from './lookups.ts'
import { penaltyItem, today } from './penalty-item.ts'

const titled = (code: string) => ({ 'zh-CN': code, en: code })
const types = Object.keys(fieldRules) as CatalogField['type'][]
const parts = types.map((type): CatalogField => {
  const field: CatalogField = { code: `F_${type.replaceAll('-', '_')}`, title: titled(type), type }
  if (type === 'enum') field.codes = 'penalty-kinds'
  if (type === 'amount') field.unit = 'wan-yuan'
  return field
})
const item: CatalogItem = {
  kind: penaltyItem.kind,
  title: penaltyItem.title,
  category: penaltyItem.category,
  nature: penaltyItem.nature,
  subjectKinds: penaltyItem.subjectKinds,
  openness: penaltyItem.openness,
  validFrom: penaltyItem.validFrom,
  version: penaltyItem.version,
  legalBasis: penaltyItem.legalBasis,
  key: ['F_document_number', 'F_name'],
  subject: { name: 'F_name', uscc: 'CODE', registrationNumber: 'F_registration_number' },
  occurredOn: 'F_date',
  fields: [
    { code: 'CODE', title: titled('CODE'), type: 'uscc' },
    { code: 'KINDS', title: titled('KINDS'), type: 'enum', codes: 'penalty-kinds', many: ';' },
    ...parts,
  ],
  checks: [],
}
const codes = item.fields.map(({ code }) => code)
const cleaner = compileCleaner(item, codes, testLookups(), { today })
const clean = (text: string) => cleaner.clean(['91350100M000100Y43', ...codes.slice(1).map(() => text)])

/** A finding repeats the cell, and what it must have been, with the blanks at the ends. */
const told = (row: CleanRow) => ({
  ...row,
  findings: row.findings.map((finding) => ({
    ...finding,
    found: finding.found?.trim(),
    suggestion: finding.suggestion?.trim(),
  })),
})

const words =
  '第一名称 第二名称 第三名称 曾用名 原名 简称 名称 名都 某某 某 有限公司 公司 （ ） （集团） () 〇 ○ O 0 六 九 集團 億 锟斤拷 鍖椾含 琛屾斂 ' +
  '无 暂无 — 、 ; ； × x XX * · 　 _x000D_ \u200b 一 2025 - 03 -04 2025-02-29 2099-12-31 20250304 〔2025〕 号 17 017 第 ' +
  '91350100M000100Y43 350100 71526726X 警告 罚款 fine .5 1500 是 13800000000'
const piece = fc.oneof(
  fc.constantFrom(' ', ...words.split(' ')),
  fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCharCode(code)),
)
const cell = fc.array(piece, { minLength: 1, maxLength: 7 }).map((all) => all.join(''))

describe('a cell that is clean as it stands', () => {
  it('is read as it would be the long way, which a blank at its end makes every cell go', () => {
    fc.assert(
      fc.property(cell, (text) => {
        const long = told(clean(`${text} `))
        expect(told(clean(text))).toEqual(long)
      }),
      { numRuns: 4000 },
    )
  })
  it('is also read as the first of its file', () => {
    fc.assert(
      fc.property(cell, fc.constantFrom(...types), (text, type) => {
        const field = { type, ...(type === 'enum' ? { codes: 'penalty-kinds' } : {}) }
        expect(told(cleanField(field, text))).toEqual(told(cleanField(field, `${text} `)))
      }),
      { numRuns: 400 },
    )
  })
  it('is a name with 〇 and brackets, but not one that announces another name', () => {
    for (const name of ['云港市星桥一二〇食品有限公司', '星桥（集团）有限公司', '名都酒店有限公司'])
      expect(clean(name).subject).toMatchObject({ name, formerNames: [] })
    const two = clean('甲镇粮油管理所第二名称甲镇粮油物资公司').subject
    expect(two).toMatchObject({ name: '甲镇粮油管理所', formerNames: ['甲镇粮油物资公司'] })
    expect(clean('甲厂（简称甲）乙').subject.name).not.toBe('甲厂（简称甲）乙')
  })
})
