import { dayOf, serialOf, yearsLater } from '../calendar.ts'
import type { Company } from '../company.ts'
import { weighted } from '../random.ts'
import type { AuthorityKey } from '../words/authorities.ts'
import { columns, type RowKind } from './column.ts'
import { busyCompany, cityOf, classOf, documentNumber, drawParty, eventDay } from './party.ts'
import { later, organCells, organOf, partyBlock, subjectCells } from './subject.ts'

const abnormalReason = weighted([
  ['未依照规定的期限公示年度报告', 55],
  ['通过登记的住所或者经营场所无法联系', 38],
  ['公示企业信息隐瞒真实情况、弄虚作假', 4],
  ['未在责令的期限内公示有关企业信息', 3],
])

/** Abnormal-operation directory; two of five entries have been removed since. */
export const abnormalList: RowKind = {
  kind: 'abnormal-list',
  columns: columns(`
    ZTMC 主体名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    FDDBR 法定代表人（负责人） person
    SLRQ 设立日期 date
    MLZL 名录种类 text
    WSH 列入决定文号 document
    LRYY 列入原因 text*
    LRRQ 列入日期 date*
    LRJG 列入决定机关 organ*
    LRJGDM 列入决定机关统一社会信用代码 organ-code
    YCRQ 移出日期 end-date
    YCYY 移出原因 text
    YCJG 移出决定机关 organ
    ZT 状态 status
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const company = busyCompany(from)
    const organ = organOf(from, 'market', company)
    const day = eventDay(from, company.founded)
    const removed = from.random.chance(0.4) ? later(from, day, 20, 900) : ''
    return {
      ...subjectCells(company),
      SLRQ: company.founded,
      MLZL: directoryOf(company),
      WSH: documentNumber(`${company.city.name.slice(0, 1)}市监列异字`, day, from),
      LRYY: abnormalReason(from.random),
      LRRQ: day,
      LRJG: organ.name,
      LRJGDM: organ.uscc,
      YCRQ: removed,
      YCYY: removed && '列入经营异常名录的情形已消失，申请移出',
      YCJG: removed && organ.name,
      ZT: removed ? '移出' : '列入',
      SJLY: organ.name,
      SJLYDM: organ.uscc,
    }
  },
}

type SeriousList = { title: string; authority: AuthorityKey; reason: string; basis: string }

const seriousLists: readonly SeriousList[] = [
  {
    title: '市场监督管理严重违法失信名单',
    authority: 'market',
    reason: '因销售不符合食品安全标准的食品被处以较重行政处罚',
    basis: '《市场监督管理严重违法失信名单管理办法》第五条',
  },
  {
    title: '重大税收违法失信主体',
    authority: 'tax',
    reason: '虚开增值税专用发票，涉税数额达到重大税收违法失信主体标准',
    basis: '《重大税收违法失信主体信息公布管理办法》第六条',
  },
  {
    title: '拖欠农民工工资失信联合惩戒对象',
    authority: 'labour',
    reason: '拖欠农民工工资经责令限期支付逾期未支付',
    basis: '《拖欠农民工工资失信联合惩戒对象名单管理暂行办法》第五条',
  },
  {
    title: '安全生产严重失信主体',
    authority: 'emergency',
    reason: '发生生产安全责任事故且存在瞒报情形',
    basis: '《安全生产严重失信主体名单管理办法》第六条',
  },
  {
    title: '严重违法超限超载运输失信主体',
    authority: 'transport',
    reason: '一年内多次违法超限运输情节严重',
    basis: '《中华人民共和国公路法》第七十六条',
  },
]

/** Serious-dishonesty lists; one entry in twelve is a natural person. */
export const seriousList: RowKind = {
  kind: 'serious-list',
  columns: columns(`
    ZTMC 主体名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    NSRSBH 纳税人识别号 tax
    ZTLB 主体类别 class
    FDDBR 法定代表人（负责人） person
    ZJLX 证件类型 text
    ZJHM 证件号码 identity
    DZ 注册地址 text
    MDLX 名单种类 text*
    WSH 认定文号 document*
    RDSY 列入事由 text*
    RDYJ 认定依据 text
    RDRQ 认定日期 date*
    RDJG 认定机关 organ*
    RDJGDM 认定机关统一社会信用代码 organ-code
    NYCRQ 拟移出日期 end-date
    YCRQ 移出日期 end-date
    YCYY 移出原因 text
    YCJG 移出机关 organ
    ZT 状态 status
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { random, world } = from
    const party = drawParty(from, 1 / 12)
    const list =
      seriousLists.find(({ authority }) => authority === from.authority) ?? random.pick(seriousLists)
    const organ = world.departmentOf(list.authority, cityOf(from, party))
    const day = eventDay(from, party.company?.founded)
    const removed = random.chance(0.25) ? later(from, day, 365, 1095) : ''
    return {
      ...partyBlock(party),
      NSRSBH: party.company?.taxNumber ?? '',
      ZTLB: classOf(party),
      ZJLX: party.person ? '身份证' : '',
      DZ: party.company?.address ?? '',
      MDLX: list.title,
      WSH: documentNumber(`${organ.region.name.slice(0, 1)}${organ.mark}列严字`, day, from),
      RDSY: `当事人${list.reason}，决定列入${list.title}。`,
      RDYJ: list.basis,
      RDRQ: day,
      ...organCells(organ),
      NYCRQ: dayOf(serialOf(yearsLater(day, 3))),
      YCRQ: removed,
      YCYY: removed && '已履行相关义务，准予提前移出',
      YCJG: removed && organ.name,
      ZT: removed ? '移出' : '列入',
    }
  },
}

function directoryOf(company: Company): string {
  if (company.kind === 'individual-business') return '个体工商户经营异常状态'
  if (company.kind === 'cooperative') return '农民专业合作社经营异常名录'
  return company.kind === 'social-organisation' ? '社会组织活动异常名录' : '企业经营异常名录'
}
