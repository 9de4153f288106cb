import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogItems } from '../rules/catalog-items.ts'
import { itemForLayout } from '../rules/item-for-layout.ts'
import { headerScore, kindsFor } from '../rules/kinds-for.ts'
import type { CatalogItem } from '../schema.ts'
import { committedPacks } from './policy.ts'

let items: Map<string, CatalogItem>
beforeAll(async () => {
  items = catalogItems(await committedPacks(), '2026-11-01')
})
const best = (headers: string) => kindsFor(headers.split('|'), items)[0]

describe('the kind of a table is told from its headers', () => {
  test.each([
    [
      'registrations',
      '企业名称|统一社会信用代码|注册日期|企业类型|法人代表(假名)|注册资金|经营范围|所在省份|地区|注册地址',
      'enterprise-base',
      undefined,
    ],
    [
      'penalties with blanks, colons and line ends',
      ' 行政相对人名称:|行政处罚决定书 文号|违法事实_x000D_|罚款金额 (万元)|处罚机关',
      'administrative-penalty',
      undefined,
    ],
    [
      'penalties of the layout before 2018',
      'CF_WSH|CF_CFMC|CF_CFLB1|CF_CFLB2|CF_SY|CF_YJ|CF_XDR_MC|CF_XDR_SHXYM|CF_XDR_ZDM|CF_XDR_GSDJ|CF_FR|CF_JG|CF_JDRQ|CF_XZJG|CF_ZT|DFBM|SJC|BZ',
      'administrative-penalty',
      '2018年以前版本',
    ],
    [
      'licences of the layout before 2018',
      'XK_WSH|XK_XMMC|XK_SPLB|XK_NR|XK_XDR|XK_XDR_SHXYM|XK_XDR_ZDM|XK_JDRQ|XK_JZQ|XK_XZJG|XK_ZT|DFBM|SJC',
      'administrative-license',
      '2018年以前版本',
    ],
    [
      'commitments as a credit report prints them',
      '承诺人名称|承诺类型|承诺事由|做出承诺日期|承诺受理单位|承诺履约状态|数据来源',
      'commitment',
      '信用中国信用报告',
    ],
    [
      'A-grade taxpayers',
      '纳税人名称|统一社会信用代码|纳税人识别号|评价年度|数据来源',
      'a-grade-taxpayer',
      undefined,
    ],
    [
      'a full snapshot',
      '管轄|最終更新日|企業・事業場名称|所在地|公表日|違反法条|事案概要|その他参考事項',
      'labour-violation-snapshot',
      undefined,
    ],
    [
      'a register of Taiwan',
      'stock_code|name|name_abbr|tax_code|parent_tax_code|amount_capital|address|ind_class_codes|industry_code|industry|company_type',
      'foreign-registration',
      undefined,
    ],
    [
      'transcribed decisions',
      'id|url|authority_printed|doc_no_printed|party_printed|code_printed|violation|law|amount_printed|amount_yuan|date_printed|record_kind',
      'published-decision',
      undefined,
    ],
  ])('%s', (_, headers, kind, layout) => {
    expect(best(headers)).toMatchObject({ kind, layout })
  })

  test('a file of today that lacks a required column does not pass as an old one', () => {
    const item = items.get('administrative-penalty')!
    const headers = item.fields.map(({ title }) => title['zh-CN']).filter((title) => title !== '违法行为类型')
    expect(kindsFor(headers, items)[0]).toMatchObject({ missing: ['CF_WFXW'], layout: undefined })
  })

  test('what no kind knows is no kind', () => {
    expect(kindsFor(['a', 'b', 'c'], items)).toEqual([])
    expect(kindsFor(['企业名称'], items)).toEqual([])
  })

  test('a kind asked about alone is judged whatever the headers', () => {
    const alone = new Map([['honour', items.get('honour')!]])
    expect(kindsFor(['a'], alone)).toMatchObject([{ kind: 'honour', matched: 0, unknown: ['a'] }])
  })

  test('the order of columns and columns of one’s own are without effect', () => {
    const item = items.get('administrative-penalty')!
    const titles = item.fields.map(({ title }) => title['zh-CN'])
    fc.assert(
      fc.property(
        fc.shuffledSubarray(titles, { minLength: titles.length }),
        fc.array(fc.string({ maxLength: 20 }), { maxLength: 5 }),
        (some, own) => {
          expect(kindsFor([...own.map((one) => `自有-${one}`), ...some], items)[0]).toMatchObject({
            kind: item.kind,
            matched: titles.length,
          })
        },
      ),
    )
  })
})

test('a row of headers scores high and a row of data does not', () => {
  expect(headerScore(['企业名称', '统一社会信用代码', '注册日期', '经营范围'], items)).toBe(4)
  expect(headerScore(['某某有限公司', '91330106MA2XXXXX0X', '2019-01-01', '销售'], items)).toBe(0)
  expect(headerScore(['', ' ', '__proto__'], items)).toBe(0)
})

describe('an older layout', () => {
  test('does not require what it never had, and has its own sign of withdrawal', () => {
    const item = items.get('administrative-license')!
    const old = itemForLayout(item, '2018年以前版本')
    expect(old.fields.find(({ code }) => code === 'XK_YXQZ')?.required).toBeUndefined()
    expect(old.fields.find(({ code }) => code === 'XK_WSH')?.required).toBe(true)
    expect(old.withdrawnWhen).toEqual({ field: 'XK_ZT_JB', in: ['1'] })
    expect(item.withdrawnWhen).toEqual({ field: 'XK_ZT', in: ['2'] })
  })
  test('is the same object each time, and an unknown one is the item itself', () => {
    const item = items.get('administrative-penalty')!
    expect(itemForLayout(item, '2018年以前版本')).toBe(itemForLayout(item, '2018年以前版本'))
    expect(itemForLayout(item, undefined)).toBe(item)
    expect(itemForLayout(item, 'none')).toBe(item)
  })
})
