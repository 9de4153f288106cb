import type { CatalogItem } from '../../server/src/modules/catalog/schema.ts'
import type { CodeLookups } from '../../server/src/modules/cleaning/index.ts'

const titled = (zh: string) => ({ 'zh-CN': zh, en: zh })

/** The 15 columns of the 2018 penalty layout that every row fills, with the checks of the penalty pack. */
export const benchItem: CatalogItem = {
  kind: 'administrative-penalty',
  title: titled('行政处罚'),
  category: 'administrative',
  nature: 'negative',
  subjectKinds: ['organisation', 'individual-business', 'person'],
  openness: 'public',
  key: ['CF_WSH', 'CF_CFJGDM', '$subject'],
  subject: {
    name: 'CF_XDR_MC',
    class: 'CF_XDR_LB',
    uscc: 'CF_XDR_SHXYM',
    legalRepresentative: 'CF_FRDB',
  },
  occurredOn: 'CF_JDRQ',
  effectiveTo: 'CF_YXQ',
  documentNumber: 'CF_WSH',
  fields: [
    { code: 'CF_XDR_MC', title: titled('行政相对人名称'), type: 'name', required: true, lengthMax: 200 },
    {
      code: 'CF_XDR_LB',
      title: titled('行政相对人类别'),
      type: 'enum',
      codes: 'counterparty-classes',
      required: true,
      lengthMax: 16,
    },
    {
      code: 'CF_XDR_SHXYM',
      title: titled('统一社会信用代码'),
      type: 'uscc',
      required: { when: { field: 'CF_XDR_LB', in: ['02'] } },
      lengthMax: 18,
    },
    { code: 'CF_FRDB', title: titled('法定代表人'), type: 'person-name', lengthMax: 50 },
    {
      code: 'CF_WSH',
      title: titled('行政处罚决定书文号'),
      type: 'document-number',
      required: true,
      lengthMax: 128,
    },
    { code: 'CF_WFXW', title: titled('违法行为类型'), type: 'text', required: true, lengthMax: 2000 },
    { code: 'CF_SY', title: titled('违法事实'), type: 'text', required: true, lengthMax: 5000 },
    { code: 'CF_YJ', title: titled('处罚依据'), type: 'text', required: true, lengthMax: 2000 },
    {
      code: 'CF_CFLB',
      title: titled('处罚类别'),
      type: 'enum',
      codes: 'penalty-kinds',
      many: ';',
      required: true,
      lengthMax: 100,
    },
    { code: 'CF_NR', title: titled('处罚内容'), type: 'text', required: true, lengthMax: 4000 },
    { code: 'CF_NR_FK', title: titled('罚款金额（万元）'), type: 'amount', unit: 'wan-yuan' },
    { code: 'CF_JDRQ', title: titled('处罚决定日期'), type: 'date', required: true },
    { code: 'CF_YXQ', title: titled('处罚有效期'), type: 'date', required: true },
    { code: 'CF_CFJG', title: titled('处罚机关'), type: 'name', required: true, lengthMax: 200 },
    {
      code: 'CF_CFJGDM',
      title: titled('处罚机关统一社会信用代码'),
      type: 'uscc',
      required: true,
      lengthMax: 18,
    },
  ],
  checks: [
    { check: 'date-order', fields: ['CF_JDRQ', 'CF_YXQ'] },
    { check: 'not-future', fields: ['CF_JDRQ'] },
    { check: 'amount-in-text', fields: ['CF_NR_FK', 'CF_NR'], after: ['罚款'] },
    { check: 'organ-department', fields: ['CF_CFJGDM'] },
    { check: 'not-a-penalty', fields: ['CF_NR'] },
  ],
  validFrom: '2018-07-01',
  version: '2018',
  legalBasis: ['发改办财金〔2018〕424号'],
}

const titles: Record<string, [code: string, title: string][]> = {
  'counterparty-classes': [
    ['01', '自然人'],
    ['02', '法人及非法人组织'],
    ['04', '个体工商户'],
  ],
  'penalty-kinds': [
    ['warning', '警告'],
    ['criticism', '通报批评'],
    ['fine', '罚款'],
    ['confiscate-gains', '没收违法所得'],
    ['confiscate-property', '没收非法财物'],
    ['suspend-licence', '暂扣许可证件'],
    ['downgrade-qualification', '降低资质等级'],
    ['revoke-licence', '吊销许可证件'],
    ['restrict-business', '限制开展生产经营活动'],
    ['suspend-business', '责令停产停业'],
    ['close-business', '责令关闭'],
    ['restrict-employment', '限制从业'],
    ['detention', '行政拘留'],
    ['other', '其他'],
  ],
}
const codeOf = new Map<string, string>()
const titleOf = new Map<string, string>()
for (const [table, entries] of Object.entries(titles))
  for (const [code, title] of entries) {
    for (const text of [code, title]) codeOf.set(`${table} ${text}`, code)
    titleOf.set(`${table} ${code}`, title)
  }
const regions = new Map(
  ['350100', '330200', '110105', '440300'].map((code) => [code, { code, state: 'current' as const }]),
)

/** The titles of a code table (《行政处罚法》第九条 for the kinds of penalty). */
export const benchTitles = (table: string): string[] => (titles[table] ?? []).map(([, title]) => title)

/** Lookups over plain maps, as the catalog's are. */
export const benchLookups: CodeLookups = {
  enumOf: (table, text) => codeOf.get(`${table} ${text}`),
  enumTitle: (table, code) => titleOf.get(`${table} ${code}`),
  regionOf: (text) => regions.get(text),
  industryOf: () => undefined,
}
