import { weighted } from '../random.ts'
import type { City } from '../words/regions.ts'
import { columns, type Draw, type RowKind } from './column.ts'
import { cityOf, classOf, drawParty, eventDay } from './party.ts'
import { later, partyBlock } from './subject.ts'

const provinceMarks: Readonly<Record<string, string>> = Object.fromEntries(
  '11京 12津 13冀 14晋 21辽 22吉 23黑 31沪 32苏 33浙 34皖 35闽 36赣 37鲁 41豫 42鄂 43湘 44粤 45桂 46琼 50渝 51川 52贵 53云 61陕 62甘 65新'
    .split(' ')
    .map((text) => [text.slice(0, 2), text.slice(2)]),
)

/** Conduct as printed on published lists, with the counts met in real reports. */
const conduct = weighted([
  ['有履行能力而拒不履行生效法律文书确定义务', 980],
  ['违反财产报告制度', 384],
  ['其他规避执行', 120],
  ['无正当理由拒不履行执行和解协议', 42],
  ['其他妨碍、抗拒执行', 32],
  ['其他有履行能力而拒不履行生效法律文书确定义务', 24],
  ['违反限制高消费令', 5],
  ['转移财产规避执行', 1],
])

/** Dishonest judgment debtors; about a third are natural persons. */
export const judgmentDebtor: RowKind = {
  kind: 'judgment-debtor',
  columns: columns(`
    ZTMC 失信被执行人姓名或名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    ZTXZ 主体性质 class
    FDDBR 法定代表人（负责人） person
    ZJHM 证件号码 identity
    XB 性别 text
    NL 年龄 text
    ZXFY 执行法院 organ*
    SF 省份 text
    AH 案号 document*
    LARQ 立案时间 date*
    ZXYJWH 执行依据文号 document
    ZCDW 作出执行依据单位 organ
    YW 生效法律文书确定的义务 text
    LXQK 被执行人的履行情况 text
    JTQX 失信被执行人行为具体情形 text*
    FBRQ 发布时间 date
    YCRQ 退出日期 end-date
    ZT 状态 status
    SXID 失信编号 key
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { random, world, index } = from
    const party = drawParty(from, 0.35)
    const city = cityOf(from, party)
    const court = world.departmentOf('court', city)
    const filed = eventDay(from, party.company?.founded)
    const left = random.chance(0.3) ? later(from, filed, 90, 800) : ''
    return {
      ...partyBlock(party),
      ZTXZ: classOf(party),
      XB: party.person ? (party.person.sex === 'male' ? '男' : '女') : '',
      NL: party.person ? String(+filed.slice(0, 4) - +party.person.birth.slice(0, 4)) : '',
      ZXFY: court.name,
      SF: city.province,
      AH: caseNumber(city, filed, '执', index),
      LARQ: filed,
      ZXYJWH: caseNumber(city, filed, '民初', index + 40_000),
      ZCDW: court.name,
      YW: `支付货款人民币${random.between(8, 900) * 1000}元及逾期利息，承担案件受理费。`,
      LXQK: left ? '全部履行' : random.chance(0.8) ? '全部未履行' : '部分履行',
      JTQX: conduct(random),
      FBRQ: later(from, filed, 10, 60) || from.day,
      YCRQ: left,
      ZT: left ? '移出' : '列入',
      SXID: String(700_000_000 + index),
      SJLY: court.name,
      SJLYDM: court.uscc,
    }
  },
}

const causes = [
  '买卖合同纠纷',
  '建设工程施工合同纠纷',
  '金融借款合同纠纷',
  '劳动争议',
  '房屋租赁合同纠纷',
  '民间借贷纠纷',
] as const

/** Court judgments: nine of ten civil, some administrative, few criminal. */
export const courtJudgment: RowKind = {
  kind: 'court-judgment',
  columns: columns(`
    ZTMC 当事人名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    ZTLB 当事人类别 class
    FDDBR 法定代表人（负责人） person
    ZJHM 证件号码 identity
    SLFY 审理法院 organ*
    AH 案号 document*
    CPLX 裁判类型 text*
    SSDW 诉讼地位 text
    AY 案由 text
    CPJG 裁判结果 text
    JE 涉案金额 amount
    CPRQ 裁判日期 date*
    SXRQ 生效日期 date
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { random, world, index } = from
    const party = drawParty(from, 0.08)
    const city = cityOf(from, party)
    const court = world.departmentOf('court', city)
    const day = eventDay(from, party.company?.founded)
    const roll = random.float()
    const [type, mark] =
      roll < 0.9 ? ['民事裁判', '民初'] : roll < 0.97 ? ['行政裁判', '行初'] : ['刑事裁判', '刑初']
    const amount = random.between(3, 2400) * 1000 + random.int(2) * random.int(1000)
    return {
      ...partyBlock(party),
      ZTLB: classOf(party),
      SLFY: court.name,
      AH: caseNumber(city, day, mark as string, index),
      CPLX: type as string,
      SSDW: random.chance(0.6) ? '被告' : '原告',
      AY: type === '民事裁判' ? random.pick(causes) : type === '行政裁判' ? '行政处罚' : '虚开增值税专用发票',
      CPJG: `判令被告于判决生效之日起十日内支付人民币${amount}元。`,
      JE: String(amount),
      CPRQ: day,
      SXRQ: later(from, day, 15, 45),
      SJLY: court.name,
      SJLYDM: court.uscc,
    }
  },
}

function caseNumber(city: City, day: string, mark: string, index: Draw['index']): string {
  return `（${day.slice(0, 4)}）${provinceMarks[city.code.slice(0, 2)]}${city.code.slice(2, 4)}${mark}${index + 1}号`
}
