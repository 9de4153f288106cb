import type { DirtKind } from './dirt/dirty.ts'
import type { FileEncoding, FileFormat } from './files/write-file.ts'
import type { HeaderStyle } from './rows.ts'
import type { AuthorityKey } from './words/authorities.ts'

/** City of the demo: its departments deliver, nine of ten firms sit in it. */
export const demoCity = '420600'

/** One file of the demo. Rows end at `until` or the day of receipt, `daysAgo` before the demo's day. */
export type DemoPlan = {
  file: string
  kind: string
  authority: AuthorityKey
  format: FileFormat
  encoding: FileEncoding
  count: number
  daysAgo: number
  dirt: readonly { rate: number; kinds?: readonly DirtKind[] }[]
  style?: HeaderStyle
  first?: string
  until?: string
  start?: number
  showcase?: 'penalties' | 'licences'
  sample?: boolean
}

/** Names without a code that fit a firm nearly: they must end in the hands of a person. */
const doubtful: readonly DirtKind[] = ['short-name', 'other-spelling', 'two-names']
const usual = [{ rate: 0.04 }] as const
const usualAndDoubtful = [...usual, { rate: 0.03, kinds: doubtful }] as const
const copies = { rate: 0.086, kinds: ['duplicate'] as const }

/** The files in the order they arrive: who exists first, then what happened. */
export const demoPlans: readonly DemoPlan[] = [
  plan('01-market-enterprise-base.csv', 'enterprise-base', 'market', 'csv', 'gb18030', 3000, 9, [
    {
      rate: 0.02,
      kinds: ['excel-leftover', 'amount-text', 'empty-mark', 'date-shape', 'half-width-brackets'],
    },
  ]),
  plan('02-market-enterprise-change.csv', 'enterprise-change', 'market', 'csv', 'utf-8', 700, 8, usual),
  {
    ...plan('03-market-licences.xlsx', 'administrative-license', 'market', 'xlsx', 'utf-8', 4200, 6, usual),
    showcase: 'licences',
  },
  {
    ...plan('04-market-penalties.csv', 'administrative-penalty', 'market', 'csv', 'gb18030', 1500, 2, [
      { rate: 0.08 },
      { rate: 0.01, kinds: doubtful },
    ]),
    showcase: 'penalties',
  },
  {
    ...plan(
      '05-environment-penalties-old.csv',
      'administrative-penalty',
      'environment',
      'csv',
      'utf-8-bom',
      350,
      7,
      [{ rate: 0.08 }, { rate: 0.06, kinds: doubtful }],
    ),
    style: 'old',
    until: '2018-03-30',
    start: 20_000,
  },
  {
    ...plan('06-transport-penalties.xlsx', 'administrative-penalty', 'transport', 'xlsx', 'utf-8', 700, 1, [
      { rate: 0.1 },
      { rate: 0.02, kinds: doubtful },
    ]),
    style: 'codes',
    start: 40_000,
  },
  plan('07-market-abnormal-list.tsv', 'abnormal-list', 'market', 'tsv', 'utf-16le', 220, 5, usualAndDoubtful),
  plan('08-labour-serious-list.json', 'serious-list', 'labour', 'json', 'utf-8', 60, 5, usual),
  plan('09-court-judgment-debtors.xml', 'judgment-debtor', 'court', 'xml', 'utf-8', 180, 4, [{ rate: 0.03 }]),
  plan('10-court-judgments.jsonl', 'court-judgment', 'court', 'jsonl', 'utf-8', 700, 4, usualAndDoubtful),
  plan('11-tax-credit-grades.zip', 'tax-credit-grade', 'tax', 'zip', 'gb18030', 6000, 3, [{ rate: 0.01 }]),
  plan('12-tax-arrears.csv', 'tax-arrears', 'tax', 'csv', 'utf-8', 130, 3, usual),
  plan('13-labour-social-insurance.csv', 'social-insurance-payment', 'labour', 'csv', 'utf-8', 3600, 3, [
    { rate: 0.01 },
  ]),
  plan('14-approval-commitments.csv', 'commitment', 'approval', 'csv', 'utf-8-bom', 2300, 2, [
    { rate: 0.03 },
    copies,
  ]),
  plan('15-market-inspections.csv', 'inspection', 'market', 'csv', 'gb18030', 1600, 2, usualAndDoubtful),
  plan('16-industry-honours.xlsx', 'honour', 'industry', 'xlsx', 'utf-8', 350, 2, usualAndDoubtful),
  plan('17-housing-qualifications.csv', 'qualification', 'housing', 'csv', 'utf-8', 400, 1, usual),
  plan('18-finance-contracts.csv', 'contract-performance', 'finance', 'csv', 'utf-8', 300, 1, usual),
  {
    ...plan('sample-dirty-penalties.xlsx', 'administrative-penalty', 'urban', 'xlsx', 'utf-8', 120, 0, [
      { rate: 0.55 },
    ]),
    start: 60_000,
    first: '2024-01-01',
    sample: true,
  },
  {
    ...plan('sample-clean-licences.csv', 'administrative-license', 'market', 'csv', 'gb18030', 40, 0, []),
    start: 70_000,
    first: '2024-01-01',
    sample: true,
  },
]

function plan(
  file: string,
  kind: string,
  authority: AuthorityKey,
  format: FileFormat,
  encoding: FileEncoding,
  count: number,
  daysAgo: number,
  dirt: DemoPlan['dirt'],
): DemoPlan {
  return { file, kind, authority, format, encoding, count, daysAgo, dirt }
}
