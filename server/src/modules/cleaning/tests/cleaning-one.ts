import { compileCleaner } from '../actions/compile-cleaner.ts'
import type { CatalogItem } from '../rules/catalog-parts.ts'
import type { CleanRow, Finding } from '../schema.ts'
import { testLookups } from './lookups.ts'
import { goodCells, penaltyItem, today } from './penalty-item.ts'

/** Cleans one penalty row: the faultless cells with some replaced. */
export function cleanPenalty(
  changes: Record<string, string> = {},
  item: CatalogItem = penaltyItem,
): CleanRow {
  const cells = { ...goodCells, ...changes }
  const headers = Object.keys(cells)
  return compileCleaner(item, headers, testLookups(), { today }).clean(
    headers.map((header) => cells[header] ?? ''),
  )
}

/** Cleans one value of a one-field catalog item beside a valid subject. */
export function cleanField(field: Partial<CatalogItem['fields'][number]>, text: string): CleanRow {
  const item: CatalogItem = {
    ...penaltyItem,
    key: ['NAME'],
    subject: { name: 'NAME', uscc: 'CODE' },
    occurredOn: 'DAY',
    fields: [
      { code: 'NAME', title: { 'zh-CN': '名称', en: 'Name' }, type: 'name' },
      { code: 'CODE', title: { 'zh-CN': '代码', en: 'Code' }, type: 'uscc' },
      { code: 'DAY', title: { 'zh-CN': '日期', en: 'Day' }, type: 'date' },
      { code: 'F', title: { 'zh-CN': '字段', en: 'Field' }, type: 'text', ...field },
    ],
    checks: [],
  }
  delete item.effectiveTo
  delete item.withdrawnWhen
  delete item.documentNumber
  const cells = ['云港市星桥食品有限公司', '91350100M000100Y43', '2025-04-08', text]
  return compileCleaner(item, ['NAME', 'CODE', 'DAY', 'F'], testLookups(), { today }).clean(cells)
}

/** `level code field` of each finding, sorted by appearance. */
export const told = (findings: Finding[]): string[] =>
  findings.map(({ level, code, field }) => `${level} ${code} ${field ?? '-'}`)
