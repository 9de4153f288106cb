import { dayOf, serialOf } from '../calendar.ts'
import { addressIn, type Company } from '../company.ts'
import { columns, type Draw, type RowKind } from './column.ts'
import { busyCompany, eventDay } from './party.ts'
import { organOf, subjectCells } from './subject.ts'

const statusTitles = { active: '存续', revoked: '吊销未注销', deregistered: '注销', moved: '迁出' } as const

/** Registrations: row number i is company number i. */
export const enterpriseBase: RowKind = {
  kind: 'enterprise-base',
  columns: columns(`
    QYMC 企业名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 注册号 registration
    ZZJGDM 组织机构代码 organisation
    NSRSBH 纳税人识别号 tax
    PRIPID 主体身份代码 text
    CYM 曾用名 text
    QYLX 企业类型 text
    JYZT 经营状态 text
    FDDBR 法定代表人 person
    ZCZB 注册资本 amount-wan
    ZBBZ 币种 text
    CLRQ 成立日期 date
    HZRQ 核准日期 date
    YYQXZ 营业期限自 date
    YYQXZI 营业期限至 end-date
    JYFW 经营范围 text
    HYDM 行业 text
    SSSF 所在省份 text
    XZQH 行政区划 text
    ZS 住所 text
    DJJG 登记机关 organ
    DJJGDM 登记机关统一社会信用代码 organ-code
    ZXRQ 注销日期 date
    DXRQ 吊销日期 date`),
  draw: (from) => {
    const company = from.world.companyAt(from.index)
    const organ = organOf(from, registrarOf(company), company)
    const ended =
      company.status === 'active' || company.status === 'moved' ? '' : eventDay(from, company.founded)
    const { ZTMC, ...codes } = subjectCells(company)
    return {
      QYMC: ZTMC as string,
      ...codes,
      NSRSBH: company.taxNumber,
      PRIPID: `${company.region.code}${String(company.index).padStart(10, '0')}`,
      CYM: company.formerNames.join(';'),
      QYLX: typeOf(company),
      JYZT: statusTitles[company.status],
      ZCZB: company.capital,
      ZBBZ: '人民币',
      CLRQ: company.founded,
      HZRQ: ended || company.founded,
      YYQXZ: company.founded,
      YYQXZI: from.random.chance(0.6) ? '' : dayOf(serialOf(company.founded) + 365 * 20 + 4),
      JYFW: company.scope,
      HYDM: company.industry.code,
      SSSF: company.city.province,
      XZQH: company.region.code,
      ZS: company.address,
      DJJG: organ.name,
      DJJGDM: organ.uscc,
      ZXRQ: company.status === 'deregistered' ? ended : '',
      DXRQ: company.status === 'revoked' ? ended : '',
    }
  },
}

/** Changes of registration; a change of name ends at today's name. */
export const enterpriseChange: RowKind = {
  kind: 'enterprise-change',
  columns: columns(`
    ZTMC 主体名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    BGSX 变更事项 text*
    BGQ 变更前内容 text
    BGH 变更后内容 text*
    BGRQ 变更日期 date*
    RDJG 登记机关 organ
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code
    BZ 备注 text`),
  draw: (from) => {
    const company = busyCompany(from)
    const organ = organOf(from, registrarOf(company), company)
    return {
      ...subjectCells(company),
      ...changeOf(company, from),
      BGRQ: eventDay(from, company.founded),
      RDJG: organ.name,
      SJLY: organ.name,
      SJLYDM: organ.uscc,
    }
  },
}

function changeOf(company: Company, from: Draw): { BGSX: string; BGQ: string; BGH: string } {
  const { random, world } = from
  const former = company.formerNames[0]
  if (former && random.chance(0.7)) return { BGSX: '名称变更', BGQ: former, BGH: company.name }
  const roll = random.float()
  if (roll < 0.35) {
    const before = world.personAt(random.int(world.persons)).name
    return { BGSX: '法定代表人变更', BGQ: before, BGH: company.legalRepresentative }
  }
  if (roll < 0.6) {
    const before = Math.max(1, Math.round(Number(company.capital) / random.between(2, 6)))
    return { BGSX: '注册资本变更', BGQ: `${before}万元人民币`, BGH: `${company.capital}万元人民币` }
  }
  return { BGSX: '住所变更', BGQ: addressIn(company.city, company.region, random), BGH: company.address }
}

function registrarOf(company: Company): 'market' | 'civil' | 'approval' {
  if (company.kind === 'social-organisation') return 'civil'
  return company.kind === 'public-institution' ? 'approval' : 'market'
}

function typeOf(company: Company): string {
  if (company.parent !== null) return '分支机构'
  if (company.kind === 'individual-business') return '个体工商户'
  if (company.kind === 'cooperative') return '农民专业合作社'
  if (company.kind !== 'enterprise') return '其他'
  return company.name.includes('股份') ? '股份有限公司' : '有限责任公司'
}
