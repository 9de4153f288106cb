import { describe, expect, it } from 'vitest'
import { compileCleaner } from '../actions/compile-cleaner.ts'
import { cleanPenalty, told } from './cleaning-one.ts'
import { testLookups } from './lookups.ts'
import { goodCells, penaltyItem, today } from './penalty-item.ts'

const compile = (headers: string[], layout?: string) =>
  compileCleaner(penaltyItem, headers, testLookups(), layout === undefined ? { today } : { today, layout })

describe('headers', () => {
  it.each([
    ['CF_WSH', 'CF_WSH'],
    ['cf_wsh', 'CF_WSH'],
    [' 行政处罚决定书文号： ', 'CF_WSH'],
    ['行政处罚决定书\r\n文号:', 'CF_WSH'],
    ['*处罚决定日期（必填）', 'CF_JDRQ'],
    ['罚款金额', 'CF_NR_FK'],
    ['罚款金额(元)', 'CF_NR_FK'],
    ['当事人', 'CF_XDR_MC'],
    ['\ufeff处罚机关', 'CF_CFJG'],
    ['ＣＦ＿ＳＹ', 'CF_SY'],
    ['行政相对人代码_1', 'CF_XDR_SHXYM'],
    ['案件编号', null],
    ['', null],
    ['__proto__', null],
  ])('%j is understood as %s', (header, code) => {
    expect(compile([header]).columns).toEqual([code])
  })
  it('of an older layout are understood when it is chosen', () => {
    expect(compile(['CF_XZJG', 'DFBM', 'CF_WSH'], 'before-2018').columns).toEqual(['CF_CFJG', null, 'CF_WSH'])
    expect(compile(['CF_XZJG']).columns).toEqual([null])
    expect(compile(['CF_WSH'], 'unheard-of').warnings.map(({ code }) => code)).toEqual(['layout-unknown'])
  })
  it('that name another unit than the catalog decide it, and the file is told', () => {
    const cleaner = compile(['罚款金额(元)'])
    expect(cleaner.warnings.map(({ code }) => code)).toEqual(['header-unit'])
    expect(cleaner.clean(['5000']).values.CF_NR_FK).toBe('5000')
    expect(compile(['罚款金额（万元）']).warnings).toEqual([])
  })
  it('repeated for one field: the first counts, the other is kept aside and reported', () => {
    const cleaner = compile(['CF_WSH', '行政处罚决定书文号', '案号'])
    expect(cleaner.columns).toEqual(['CF_WSH', null, null])
    expect(cleaner.warnings.map(({ code }) => code)).toEqual(['column-duplicate', 'column-unknown'])
    const row = cleaner.clean(['甲罚〔2025〕1号', '乙罚〔2025〕2号', 'A-1'])
    expect(row.values.CF_WSH).toBe('甲罚〔2025〕1号')
    expect(row.extra).toEqual({ 行政处罚决定书文号: '乙罚〔2025〕2号', 案号: 'A-1' })
  })
  it('missing for required fields are listed once for the file', () => {
    expect(compile(['CF_XDR_MC', 'CF_WSH']).missing).toContain('CF_JDRQ')
    expect(compile(Object.keys(goodCells)).missing).toEqual([])
  })
  it('by the thousand are bounded', () => {
    const cleaner = compile(Array.from({ length: 5000 }, (_, i) => `列${i}`))
    expect(cleaner.columns).toHaveLength(1000)
    const extra = cleaner.clean(new Array(5000).fill('x'.repeat(10_000))).extra ?? {}
    expect(Object.keys(extra)).toHaveLength(100)
    expect(Math.max(...Object.values(extra).map((text) => text.length))).toBe(2000)
  })
  it('cannot reach the prototype of anything', () => {
    const cleaner = compile(['__proto__', 'constructor', '案号'])
    const row = cleaner.clean(['a', 'b', 'c'])
    expect(Object.keys(row.extra ?? {})).toEqual(['#1', '#2', '案号'])
    expect(({} as Record<string, unknown>).a).toBeUndefined()
  })
})

describe('a row', () => {
  it('is named by its normalised key, without the subject', () => {
    const row = cleanPenalty({ CF_WSH: '云港市监罚(2025)17号' })
    expect(row.key).toBe(cleanPenalty().key)
    expect(row.key.split('\u001f')).toHaveLength(2)
    expect(row.keyHasSubject).toBe(true)
  })
  it('carries its days and whether it was withdrawn', () => {
    const row = cleanPenalty({ BZ: '已撤销' })
    expect(row).toMatchObject({
      occurredOn: '2025-04-08',
      effectiveFrom: null,
      effectiveTo: '2026-04-08',
      withdrawn: true,
    })
    expect(cleanPenalty().withdrawn).toBe(false)
  })
  it('may last for ever: a far placeholder fills a required end', () => {
    const row = cleanPenalty({ CF_YXQ: '2099-12-31' })
    expect(told(row.findings)).toEqual(['correction date-placeholder CF_YXQ'])
    expect(row.effectiveTo).toBeNull()
    expect(row.rejected).toBe(false)
  })
  it('without a day of decision is refused, also when a placeholder stands there', () => {
    for (const day of ['', '1900-01-01', '2099-12-31', 'N/A'])
      expect(told(cleanPenalty({ CF_JDRQ: day }).findings)).toContain('error required-empty CF_JDRQ')
  })
  it('must fill what its class requires, and only then', () => {
    expect(told(cleanPenalty({ CF_XDR_SHXYM: '' }).findings)).toEqual(['error required-empty CF_XDR_SHXYM'])
    const shop = { CF_XDR_SHXYM: '', CF_XDR_LB: '个体工商户', CF_XDR_MC: '云港区星桥食品店' }
    expect(told(cleanPenalty(shop).findings)).toEqual([])
  })
  it('with more cells than headers is shifted', () => {
    const headers = Object.keys(goodCells)
    const cells = Object.values(goodCells)
    cells.splice(6, 0, '多出来的一格')
    expect(told(compile(headers).clean(cells).findings)[0]).toBe('error shifted-columns -')
    expect(compile(headers).clean([...Object.values(goodCells), '', ' ']).findings).toEqual([])
  })
  it('whose values stand one column to the right is shifted', () => {
    const headers = Object.keys(goodCells)
    const cells = ['旧公司', ...Object.values(goodCells)].slice(0, headers.length)
    expect(told(compile(headers).clean(cells).findings)[0]).toBe('error shifted-columns -')
  })
  it('with half a date where a day is required is refused', () => {
    expect(told(cleanPenalty({ CF_JDRQ: '2025-04' }).findings)).toEqual(['error date-invalid CF_JDRQ'])
  })
  it('that is merely wrong is not called shifted', () => {
    expect(told(cleanPenalty({ CF_JDRQ: '不详的日期' }).findings)).toEqual(['error date-invalid CF_JDRQ'])
  })
  it('with too few cells is cleaned as if the rest were empty', () => {
    const row = compile(Object.keys(goodCells)).clean(['云港市星桥食品有限公司'])
    expect(row.rejected).toBe(true)
    expect(told(row.findings)).toContain('error required-empty CF_CFJG')
  })
  it('does not inherit anything from the row before', () => {
    const headers = [...Object.keys(goodCells), 'BZ']
    const cleaner = compile(headers)
    const good = [...Object.values(goodCells), '']
    const before = JSON.stringify(cleaner.clean(good))
    cleaner.clean(headers.map(() => '\ufffd\ufffd'))
    cleaner.clean([])
    expect(JSON.stringify(cleaner.clean(good))).toBe(before)
  })
  it('of a kind that may not be collected about persons is refused for a person', () => {
    const item = { ...penaltyItem, subjectKinds: ['organisation' as const] }
    const row = cleanPenalty(
      { CF_XDR_MC: '张三', CF_XDR_LB: '自然人', CF_XDR_SHXYM: '', CF_XDR_ZJHM: '11010519491231002X' },
      item,
    )
    expect(told(row.findings)).toContain('error subject-kind-refused -')
  })
})

describe('a catalog item', () => {
  it('that points at a field it does not have is refused by name', () => {
    const item = { ...penaltyItem, key: ['CF_NOTHING'] }
    expect(() => compileCleaner(item, [], testLookups(), { today })).toThrow(/CF_NOTHING/)
  })
})
