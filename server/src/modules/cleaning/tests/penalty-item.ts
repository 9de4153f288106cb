import type { CatalogItem } from '../rules/catalog-parts.ts'

const titled = (zh: string) => ({ 'zh-CN': zh, en: zh })

/** The penalty layout of the 2018 standard as the tests need it; the pack under policy/catalog is the real one. */
export const penaltyItem: CatalogItem = {
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
    registrationNumber: 'CF_XDR_GSZC',
    organisationCode: 'CF_XDR_ZZJG',
    taxNumber: 'CF_XDR_SWDJ',
    identityKind: 'CF_XDR_ZJLX',
    identityNumber: 'CF_XDR_ZJHM',
    legalRepresentative: 'CF_FRDB',
  },
  occurredOn: 'CF_JDRQ',
  effectiveTo: 'CF_YXQ',
  withdrawnWhen: { field: 'BZ', in: ['已撤销'] },
  documentNumber: 'CF_WSH',
  fields: [
    {
      code: 'CF_XDR_MC',
      title: titled('行政相对人名称'),
      aliases: ['当事人'],
      type: 'name',
      required: true,
      lengthMax: 200,
    },
    {
      code: 'CF_XDR_LB',
      title: titled('行政相对人类别'),
      type: 'enum',
      codes: 'counterparty-classes',
      required: true,
    },
    {
      code: 'CF_XDR_SHXYM',
      title: titled('行政相对人代码_1（统一社会信用代码）'),
      aliases: ['统一社会信用代码'],
      type: 'uscc',
      required: { when: { field: 'CF_XDR_LB', in: ['法人及非法人组织'] } },
    },
    { code: 'CF_XDR_GSZC', title: titled('行政相对人代码_2（工商注册号）'), type: 'registration-number' },
    { code: 'CF_XDR_ZZJG', title: titled('行政相对人代码_3（组织机构代码）'), type: 'organisation-code' },
    { code: 'CF_XDR_SWDJ', title: titled('行政相对人代码_4（税务登记号）'), type: 'tax-number' },
    { code: 'CF_FRDB', title: titled('法定代表人'), type: 'person-name', lengthMax: 50 },
    { code: 'CF_XDR_ZJLX', title: titled('证件类型'), type: 'enum', codes: 'identity-kinds' },
    {
      code: 'CF_XDR_ZJHM',
      title: titled('证件号码'),
      type: 'identity-number',
      openness: 'secret',
      mask: 'identity-number',
    },
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
    },
    { code: 'CF_NR', title: titled('处罚内容'), type: 'text', required: true, lengthMax: 4000 },
    { code: 'CF_NR_FK', title: titled('罚款金额（万元）'), type: 'amount', unit: 'wan-yuan' },
    { code: 'CF_JDRQ', title: titled('处罚决定日期'), type: 'date', required: true },
    { code: 'CF_YXQ', title: titled('处罚有效期'), type: 'date', required: true },
    { code: 'CF_CFJG', title: titled('处罚机关'), type: 'name', required: true, lengthMax: 200 },
    { code: 'CF_CFJGDM', title: titled('处罚机关统一社会信用代码'), type: 'uscc', required: true },
    { code: 'BZ', title: titled('备注'), type: 'text', lengthMax: 512 },
  ],
  checks: [
    { check: 'date-order', fields: ['CF_JDRQ', 'CF_YXQ'], level: 'reject' },
    { check: 'not-future', fields: ['CF_JDRQ'], level: 'reject' },
    { check: 'not-before', fields: ['CF_JDRQ'], value: '1990-01-01' },
    { check: 'amount-in-text', fields: ['CF_NR_FK', 'CF_NR'], after: ['罚款'], level: 'doubt' },
    { check: 'class-with-amount', fields: ['CF_CFLB', 'CF_NR_FK'], value: '罚款' },
    { check: 'organ-department', fields: ['CF_CFJGDM'] },
    { check: 'not-a-penalty', fields: ['CF_NR'] },
  ],
  layouts: [
    {
      name: 'before-2018',
      headers: { CF_XDR_SFZ: 'CF_XDR_ZJHM', CF_XZJG: 'CF_CFJG', CF_CFLB1: 'CF_CFLB', DFBM: null, SJC: null },
    },
  ],
  validFrom: '2018-07-01',
  version: '2018',
  legalBasis: ['《关于进一步完善行政许可和行政处罚等信用信息公示工作的指导意见》'],
}

/** An invented company with a code whose two check characters are right. */
export const goodUscc = '91350100M000100Y43'
export const organUscc = '11330000001234562L'
export const today = '2026-11-24'

/** Cells of a faultless row by field code. */
export const goodCells: Record<string, string> = {
  CF_XDR_MC: '云港市星桥食品有限公司',
  CF_XDR_LB: '法人及非法人组织',
  CF_XDR_SHXYM: goodUscc,
  CF_FRDB: '林一舟',
  CF_WSH: '云港市监罚〔2025〕17号',
  CF_WFXW: '经营超过保质期的食品',
  CF_SY: '当事人于2025年3月在其门店销售超过保质期的糕点。',
  CF_YJ: '《中华人民共和国食品安全法》第一百二十四条第一款',
  CF_CFLB: '罚款',
  CF_NR: '罚款人民币5000元。',
  CF_NR_FK: '0.5',
  CF_JDRQ: '2025-04-08',
  CF_YXQ: '2026-04-08',
  CF_CFJG: '云港市市场监督管理局',
  CF_CFJGDM: organUscc,
}
