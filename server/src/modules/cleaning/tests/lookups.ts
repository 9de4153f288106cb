import type { CodeLookups } from '../schema.ts'

type Entry = readonly [code: string, title: string, ...aliases: string[]]

const tables: Record<string, readonly Entry[]> = {
  'counterparty-classes': [
    ['01', '自然人', '个人'],
    ['02', '法人及非法人组织', '法人', '单位'],
    ['04', '个体工商户', '个体户'],
  ],
  'identity-kinds': [
    ['01', '身份证', '居民身份证'],
    ['02', '护照'],
    ['05', '外国人永久居留身份证'],
  ],
  'penalty-kinds': [
    ['warning', '警告'],
    ['fine', '罚款', '行政罚款'],
    ['confiscate-gains', '没收违法所得'],
    ['other', '其他', '其它'],
  ],
}

const regions = new Map<string, { code: string; state: 'current' | 'abolished' }>([
  ['350100', { code: '350100', state: 'current' }],
  ['330200', { code: '330200', state: 'current' }],
  ['330200001', { code: '330200', state: 'current' }],
  ['宁波市', { code: '330200', state: 'current' }],
  ['浙江省宁波市', { code: '330200', state: 'current' }],
  ['110103', { code: '110101', state: 'abolished' }],
])

/** Small code tables with the same promises as the real ones. */
export const testLookups = (): CodeLookups => {
  const byText = new Map<string, Map<string, string>>()
  for (const [table, entries] of Object.entries(tables)) {
    const texts = new Map<string, string>()
    for (const [code, ...names] of entries) for (const text of [code, ...names]) texts.set(text, code)
    byText.set(table, texts)
  }
  return {
    enumOf: (table, text) => byText.get(table)?.get(text),
    enumTitle: (table, code) => tables[table]?.find(([one]) => one === code)?.[1],
    regionOf: (text) =>
      regions.get(text) ?? (/^\d{6}$/.test(text) ? { code: text, state: 'unknown' } : undefined),
    industryOf: (text) => (/^[A-T]?\d{4}(?:\.0)?$/.test(text) ? text.replace(/^[A-T]|\.0$/g, '') : undefined),
  }
}
