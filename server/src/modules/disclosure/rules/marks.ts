import type { CatalogItem } from '../../catalog/index.ts'
import type { MarkCode, PageRecord } from '../schema.ts'

/** What a reader should see at once, from the shown records alone. */
export function marksOf(records: PageRecord[], items: Map<string, CatalogItem>): MarkCode[] {
  const marks = new Set<MarkCode>()
  for (const record of records) {
    const category = items.get(record.kind)?.category
    if (category === 'serious-list' || record.kind === 'judgment-debtor') marks.add('serious-list')
    if (category === 'abnormal-list') marks.add('abnormal-list')
    if (category === 'honour') marks.add('honoured')
    if (record.kind === 'tax-credit-grade' && Object.values(record.values).includes('A'))
      marks.add('a-grade-taxpayer')
    if (record.underObjection) marks.add('under-objection')
  }
  return [...marks]
}

export const markTitles: Record<MarkCode, { 'zh-CN': string; 'zh-Hant': string; en: string }> = {
  'serious-list': {
    'zh-CN': '列入严重失信主体名单',
    'zh-Hant': '列入嚴重失信主體名單',
    en: 'On a serious-dishonesty list',
  },
  'abnormal-list': {
    'zh-CN': '列入经营异常名录',
    'zh-Hant': '列入經營異常名錄',
    en: 'On the abnormal-operation list',
  },
  'a-grade-taxpayer': { 'zh-CN': '纳税信用A级', 'zh-Hant': '納稅信用A級', en: 'Grade A taxpayer' },
  honoured: { 'zh-CN': '受到表彰', 'zh-Hant': '受到表彰', en: 'Honoured' },
  'under-objection': {
    'zh-CN': '有记录处于异议处理中',
    'zh-Hant': '有記錄處於異議處理中',
    en: 'A record is under objection',
  },
}
