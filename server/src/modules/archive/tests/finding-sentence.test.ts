import { expect, test } from 'vitest'
import type { CatalogItem } from '../../catalog/index.ts'
import { findingSentence } from '../rules/finding-sentence.ts'

test('missing columns are named by their titles and codes, as a sender may write either', () => {
  const fields = [{ code: 'CF_NR', title: { 'zh-CN': '处罚内容', en: 'Content' } }]
  const said = findingSentence(
    { code: 'file-column-missing', level: 'error', field: null, found: null, expected: 'CF_NR、CF_X' },
    { item: { fields } as unknown as CatalogItem, column: null, rowNumber: 2 },
  )
  expect(said['zh-CN']).toBe('表中缺少必需的列：处罚内容（CF_NR）、CF_X；请补上后重新提交。')
  expect(said['zh-Hant']).toContain('处罚内容（CF_NR）')
  expect(said.en).toContain('Content (CF_NR), CF_X')
})
