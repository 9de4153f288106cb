import { describe, expect, it } from 'vitest'
import type { CatalogField } from '../rules/catalog-parts.ts'
import { cleanField, told } from './cleaning-one.ts'

type Case = readonly [found: string, kept: string | string[] | undefined, ...findings: string[]]

const tables: readonly [string, Partial<CatalogField>, readonly Case[]][] = [
  [
    'a date',
    { type: 'date' },
    [
      ['2024-03-01', '2024-03-01'],
      ['2024/3/1', '2024-03-01', 'correction date-rewritten F'],
      ['20240301', '2024-03-01', 'correction date-rewritten F'],
      ['2024年3月1日', '2024-03-01', 'correction date-rewritten F'],
      ['平成29年５月15日', '2017-05-15', 'correction date-rewritten F'],
      ['H28.10.4', '2016-10-04', 'correction date-rewritten F'],
      ['2099-12-31', undefined, 'correction date-placeholder F'],
      ['9999-09-09', undefined, 'correction date-placeholder F'],
      ['1970-01-01', undefined, 'correction date-placeholder F'],
      ['长期', undefined, 'correction date-placeholder F'],
      ['2022-09-31', undefined, 'error date-invalid F'],
      ['Mar. 2013', undefined, 'error date-invalid F'],
      ['2021', undefined, 'warning date-incomplete F'],
      ['2022-09', undefined, 'warning date-incomplete F'],
      ['——', undefined, 'correction empty-mark F'],
    ],
  ],
  [
    'a month',
    { type: 'month' },
    [
      ['2024-03', '2024-03'],
      ['2024年3月', '2024-03', 'correction date-rewritten F'],
      ['202403', '2024-03', 'correction date-rewritten F'],
      ['2024-03-05', '2024-03', 'correction date-rewritten F'],
      ['2024-13', undefined, 'error date-invalid F'],
    ],
  ],
  [
    'a year',
    { type: 'year' },
    [
      ['2024', '2024'],
      ['2024年度', '2024', 'correction date-rewritten F'],
      ['24', undefined, 'error date-invalid F'],
    ],
  ],
  [
    'an amount in ten thousand yuan',
    { type: 'amount', unit: 'wan-yuan' },
    [
      ['0.15', '1500'],
      ['0', '0'],
      ['1500元', '1500', 'correction amount-unit F'],
      ['8千元', '8000', 'correction amount-unit F'],
      ['伍万贰仟壹佰贰拾元', '52120', 'correction amount-unit F'],
      ['-3', undefined, 'error amount-negative F'],
      ['235(万美元)', undefined, 'warning amount-currency F'],
      ['若干', undefined, 'error amount-invalid F'],
      ['N/A', undefined, 'correction empty-mark F'],
    ],
  ],
  [
    'an amount in yuan',
    { type: 'amount', unit: 'yuan' },
    [
      ['1000.50', '1000.5'],
      ['1,000.50元', '1000.5', 'correction amount-rewritten F'],
      ['贰仟元整(¥2000。00)', '2000', 'correction amount-rewritten F'],
    ],
  ],
  [
    'a decimal',
    { type: 'decimal' },
    [
      ['12.50', '12.50'],
      ['1,234.5', '1234.5', 'correction number-rewritten F'],
      ['12abc', undefined, 'error number-invalid F'],
      ['2.2×102CFU/g', undefined, 'error number-invalid F'],
    ],
  ],
  [
    'an integer',
    { type: 'integer' },
    [
      ['42', '42'],
      ['7299.0', '7299', 'correction number-rewritten F'],
      ['7299.5', undefined, 'error number-invalid F'],
    ],
  ],
  [
    'a yes or no',
    { type: 'boolean' },
    [
      ['是', 'true'],
      ['否', 'false'],
      ['无', 'false'],
      ['1', 'true'],
      ['也许', undefined, 'error boolean-invalid F'],
      ['N/A', undefined, 'correction empty-mark F'],
    ],
  ],
  [
    'a value of a code table',
    { type: 'enum', codes: 'penalty-kinds' },
    [
      ['fine', 'fine'],
      ['罚款', 'fine'],
      ['行政罚款', 'fine', 'correction enum-rewritten F'],
      ['罚 款', 'fine', 'correction enum-rewritten F'],
      ['其他-责令整改', 'other', 'correction enum-detail F'],
      ['流放', undefined, 'error enum-unknown F'],
      ['无', undefined, 'correction empty-mark F'],
      ['constructor', undefined, 'error enum-unknown F'],
    ],
  ],
  [
    'several values of a code table',
    { type: 'enum', codes: 'penalty-kinds', many: ';' },
    [
      ['罚款', ['fine']],
      ['警告;罚款', ['warning', 'fine']],
      ['警告；罚款', ['warning', 'fine'], 'correction separator-rewritten F'],
      ['警告、罚款', ['warning', 'fine'], 'correction separator-rewritten F'],
      ['罚款;罚款', ['fine'], 'correction value-repeated F'],
      ['罚款;流放', ['fine'], 'error enum-unknown F'],
      [';;', undefined],
      ['警告;'.repeat(80), undefined, 'error too-many F'],
    ],
  ],
  [
    'a region',
    { type: 'region' },
    [
      ['330200', '330200'],
      ['宁波市', '330200'],
      ['330200001', '330200', 'correction region-rewritten F'],
      ['110103', '110101', 'warning region-abolished F'],
      ['339999', '339999', 'warning region-unknown F'],
      ['月球', undefined, 'warning region-unknown F'],
    ],
  ],
  [
    'an industry',
    { type: 'industry' },
    [
      ['5132', '5132'],
      ['F5132', '5132', 'correction industry-rewritten F'],
      ['7299.0', '7299', 'correction industry-rewritten F'],
      ['未知行业', undefined, 'correction empty-mark F'],
      ['占星术', undefined, 'warning industry-unknown F'],
    ],
  ],
  [
    'a phone number',
    { type: 'phone' },
    [
      ['13800000000', '13800000000'],
      ['(0574) 8888 0000', '0574-88880000', 'correction phone-rewritten F'],
      ['打我电话', undefined, 'warning phone-invalid F'],
    ],
  ],
  [
    'a person’s name',
    { type: 'person-name' },
    [
      ['林一舟', '林一舟'],
      ['林　一　舟', '林一舟', 'correction text-tidied F', 'correction name-rewritten F'],
      ['买买提•艾力', '买买提·艾力', 'correction name-rewritten F'],
      ['12345', undefined, 'warning name-shape F'],
    ],
  ],
  [
    'a name',
    { type: 'name' },
    [
      ['云港市星桥食品有限公司', '云港市星桥食品有限公司'],
      ['云港市星桥食品(集团)有限公司', '云港市星桥食品（集团）有限公司', 'correction name-rewritten F'],
      ['2024-03-01', undefined, 'warning name-shape F'],
      ['2024年3月1日', undefined, 'warning name-shape F'],
      ['云港某食品有限公司', '云港某食品有限公司', 'warning name-masked F'],
      ['云港XX食品有限公司', '云港XX食品有限公司', 'warning name-masked F'],
      ['Exxon Foods Ltd', 'Exxon Foods Ltd'],
    ],
  ],
  [
    'a document number',
    { type: 'document-number' },
    [
      ['盘环罚决〔2021〕138号', '盘环罚决〔2021〕138号'],
      ['盘环罚决(2021)138号', '盘环罚决〔2021〕138号', 'correction document-number-rewritten F'],
      ['应急罚〔2023〕125 号', '应急罚〔2023〕125号', 'correction document-number-rewritten F'],
    ],
  ],
  [
    'running text',
    { type: 'text', lengthMax: 10 },
    [
      ['  前后空白  ', '前后空白'],
      ['一行_x000D_', '一行', 'correction text-tidied F'],
      ['零\u200b宽', '零宽', 'correction text-tidied F'],
      ['尾\u0000\u0000\u0000', '尾', 'correction text-tidied F'],
      ['十一个字以上的文字不会被截断', undefined, 'error too-long F'],
      ['𠮷'.repeat(10), '𠮷'.repeat(10)],
      ['x'.repeat(100_000), undefined, 'error too-long F'],
    ],
  ],
  [
    'an organisation code',
    { type: 'organisation-code' },
    [
      ['71526726X', '71526726X'],
      ['71526726-X', '71526726X', 'correction identifier-rewritten F'],
      ['71526726-1', undefined, 'warning organisation-code-invalid F'],
    ],
  ],
]

describe.each(tables)('%s', (_, field, cases) => {
  it.each(cases.map(([found, kept, ...findings]) => ({ found, kept, findings })))(
    '$found is kept as $kept',
    ({ found, kept, findings }) => {
      const row = cleanField(field, found)
      expect(row.values.F).toEqual(kept)
      expect(told(row.findings)).toEqual(findings)
      expect(row.rejected).toBe(findings.some((line) => line.startsWith('error')))
    },
  )
})

describe('garbled text', () => {
  it('is refused with the repaired text as a suggestion, never repaired silently', () => {
    const garbled = Buffer.from('行政处罚', 'utf8').toString('latin1')
    const row = cleanField({ type: 'text' }, garbled)
    expect(told(row.findings)).toEqual(['error mojibake F'])
    expect(row.findings[0]?.suggestion).toBe('行政处罚')
    expect(row.values.F).toBeUndefined()
  })
  it('with lost characters is refused without a suggestion', () => {
    expect(told(cleanField({ type: 'text' }, '\ufffd\u03fa\ufffd\ufffd\ufffd\u02ac').findings)).toEqual([
      'error mojibake F',
    ])
  })
})
