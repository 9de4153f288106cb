import { describe, expect, it } from 'vitest'
import { cleanPenalty, told } from './cleaning-one.ts'
import { goodUscc, penaltyItem } from './penalty-item.ts'

const cases: readonly [promise: string, changes: Record<string, string>, ...findings: string[]][] = [
  ['a faultless row has no finding', {}],
  ['an end before the decision is refused', { CF_YXQ: '2025-04-07' }, 'error date-order CF_YXQ'],
  ['an end on the day of the decision is in order', { CF_YXQ: '2025-04-08' }],
  [
    'a decision in the future is refused',
    { CF_JDRQ: '2026-11-25', CF_YXQ: '2027-11-25' },
    'error date-in-future CF_JDRQ',
  ],
  ['a decision today is accepted', { CF_JDRQ: '2026-11-24', CF_YXQ: '2027-11-25' }],
  ['a decision before the bound warns', { CF_JDRQ: '1989-12-31' }, 'warning date-too-early CF_JDRQ'],
  [
    'yuan typed into a column of ten thousand yuan is a factor of 10,000',
    { CF_NR_FK: '5000' },
    'doubt amount-factor CF_NR_FK',
  ],
  ['a lost zero is a factor of ten', { CF_NR_FK: '0.05' }, 'doubt amount-factor CF_NR_FK'],
  ['any other difference is told', { CF_NR_FK: '0.7' }, 'doubt amount-differs CF_NR_FK'],
  ['the sum of several fines is accepted', { CF_NR: '对甲罚款2000元，对乙罚款3000元。' }],
  ['an earlier number of another meaning is not the fine', { CF_NR: '上年度销售额980000元，罚款5000元。' }],
  [
    'an amount only in the text is told',
    { CF_NR_FK: '' },
    'doubt amount-missing CF_NR_FK',
    'warning class-without-amount CF_NR_FK',
  ],
  ['a fine without the class is told', { CF_CFLB: '警告' }, 'warning amount-without-class CF_CFLB'],
  [
    'a class without a fine is told',
    { CF_NR: '予以处罚。', CF_NR_FK: '0' },
    'warning class-without-amount CF_NR_FK',
  ],
  ['an organ with a firm’s code is told', { CF_CFJGDM: goodUscc }, 'warning organ-department CF_CFJGDM'],
  [
    'what is not punished is no penalty',
    { CF_NR: '不予行政处罚。', CF_NR_FK: '', CF_CFLB: '其他' },
    'error not-a-penalty CF_NR',
  ],
  [
    'facts that do not hold are no penalty',
    { CF_NR: '违法事实不能成立。', CF_NR_FK: '', CF_CFLB: '其他' },
    'error not-a-penalty CF_NR',
  ],
]

describe('checks across fields', () => {
  it.each(cases)('%s', (_, changes, ...findings) => {
    expect(told(cleanPenalty(changes).findings)).toEqual(findings)
  })
  it('a factor is suggested, never applied', () => {
    const row = cleanPenalty({ CF_NR_FK: '5000' })
    expect(row.values.CF_NR_FK).toBe('50000000')
    expect(row.findings[0]).toMatchObject({
      found: '50000000',
      expected: '5000',
      suggestion: '5000',
      reason: '10000',
    })
    expect(row.rejected).toBe(false)
  })
  it('lists of different length are told', () => {
    const item = {
      ...penaltyItem,
      fields: penaltyItem.fields.map((field) => (field.code === 'BZ' ? { ...field, many: ';' } : field)),
      checks: [{ check: 'equal-length' as const, fields: ['CF_CFLB', 'BZ'] }],
    }
    expect(told(cleanPenalty({ BZ: '甲;乙' }, item).findings)).toEqual(['warning lengths-differ CF_CFLB'])
    expect(told(cleanPenalty({ BZ: '甲' }, item).findings)).toEqual([])
  })
  it('a check that nobody knows stops the item, not the row', () => {
    const item = { ...penaltyItem, checks: [{ check: 'moon-phase' as 'not-future', fields: ['BZ'] }] }
    expect(() => cleanPenalty({}, item)).toThrow(RangeError)
  })
})
