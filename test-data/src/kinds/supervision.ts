import { dayOf, serialOf } from '../calendar.ts'
import { weighted } from '../random.ts'
import { industries } from '../words/industries.ts'
import { columns, type RowKind } from './column.ts'
import { busyCompany, classOf, documentNumber, drawParty, eventDay } from './party.ts'
import { later, organCells, organOf, partyBlock, subjectCells } from './subject.ts'

const inspectionResult = weighted([
  ['未发现问题', 78],
  ['发现问题已责令改正', 12],
  ['通过登记的住所（经营场所）无法联系', 4],
  ['未按规定公示年度报告', 3],
  ['不合格', 2],
  ['不配合检查情节严重', 1],
])

/** Inspections, mostly drawn at random. */
export const inspection: RowKind = {
  kind: 'inspection',
  columns: columns(`
    ZTMC 检查对象名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    FDDBR 法定代表人（负责人） person
    WSH 检查文书号 document
    JCPC 检查批次 text
    JCLX 检查类型 text
    JCSX 检查事项 text*
    JCRQ 检查日期 date*
    JCJG 检查结果 text*
    RDJG 检查实施机关 organ*
    RDJGDM 检查实施机关统一社会信用代码 organ-code
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { random } = from
    const company = busyCompany(from)
    const organ = organOf(
      from,
      random.pick(['market', 'market', 'emergency', 'fire', 'environment'] as const),
      company,
    )
    const day = eventDay(from, company.founded)
    return {
      ...subjectCells(company),
      WSH: documentNumber(`${company.city.name.slice(0, 1)}${organ.mark}检字`, day, from),
      JCPC: `${day.slice(0, 4)}年第${random.between(1, 4)}批`,
      JCLX: random.chance(0.7) ? '双随机抽查' : random.pick(['专项检查', '日常检查', '投诉举报核查']),
      JCSX: random.pick([
        '登记事项检查',
        '公示信息检查',
        '安全生产条件检查',
        '消防安全检查',
        '污染防治设施运行检查',
      ]),
      JCRQ: day,
      JCJG: inspectionResult(random),
      ...organCells(organ),
    }
  },
}

const coercions = [
  ['查封', '环境违法设施继续运行可能造成严重污染', '查封其喷漆房配电箱', 'environment'],
  ['扣押', '涉嫌经营不符合食品安全标准的食品', '扣押涉案食品一批', 'market'],
  ['冻结', '逾期未缴纳社会保险费', '申请划拨并冻结银行账户存款', 'labour'],
  ['加处罚款或者滞纳金', '逾期不履行行政处罚决定', '每日按罚款数额的百分之三加处罚款', 'market'],
  ['代履行', '逾期未清除占道堆放物', '由第三人代为清除，费用由当事人承担', 'urban'],
] as const

/** Administrative coercion. */
export const coercion: RowKind = {
  kind: 'administrative-coercion',
  columns: columns(`
    ZTMC 行政相对人名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    ZTLB 行政相对人类别 class
    FDDBR 法定代表人（负责人） person
    ZJHM 证件号码 identity
    WSH 行政强制决定书文号 document*
    QZZL 行政强制种类 text*
    QZSY 事由 text
    QZYJ 依据 text
    QZNR 强制内容 content*
    JE 涉及金额 amount
    JDRQ 决定日期 date*
    QXQ 期限自 date
    QXZ 期限至 end-date
    ZT 当前状态 status
    RDJG 决定机关 organ*
    RDJGDM 决定机关统一社会信用代码 organ-code
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { random, world } = from
    const party = drawParty(from, 0.04)
    const [kind, why, what, key] = random.pick(coercions)
    const organ = party.company
      ? organOf(from, key, party.company)
      : world.departmentAt(random.int(world.departments))
    const day = eventDay(from, party.company?.founded)
    return {
      ...partyBlock(party),
      ZTLB: classOf(party),
      WSH: documentNumber(`${organ.region.name.slice(0, 1)}${organ.mark}强字`, day, from),
      QZZL: kind,
      QZSY: why,
      QZYJ: '《中华人民共和国行政强制法》第九条',
      QZNR: `${what}。`,
      JE: kind === '冻结' ? String(random.between(10, 400) * 500) : '',
      JDRQ: day,
      QXQ: day,
      QXZ: dayOf(serialOf(day) + 30),
      ZT: random.chance(0.96) ? '1' : '2',
      ...organCells(organ),
    }
  },
}

const pollutants = [
  ['化学需氧量', 'mg/L', 500],
  ['氨氮', 'mg/L', 45],
  ['非甲烷总烃', 'mg/m³', 60],
  ['颗粒物', 'mg/m³', 120],
] as const

/** Monitoring of discharges; one value in twelve is above its limit. */
export const environmentCheck: RowKind = {
  kind: 'environment-check',
  columns: columns(`
    ZTMC 排污单位名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    FDDBR 法定代表人（负责人） person
    DZ 生产经营场所地址 text
    JCXM 监测项目 text*
    PKMC 排放口名称 text
    JCZ 监测值 text
    BZX 标准限值 text
    JYJL 达标情况 text
    JCRQ 监测日期 date*
    RDJG 监测机关 organ*
    RDJGDM 监测机关统一社会信用代码 organ-code
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { random, index } = from
    const company = busyCompany(from)
    const [name, unit, limit] = random.pick(pollutants)
    const value = limit * (random.chance(1 / 12) ? 1.05 + random.float() : random.float() * 0.95)
    return {
      ...subjectCells(company),
      DZ: company.address,
      JCXM: name,
      PKMC: `${unit === 'mg/L' ? '废水' : '废气'}排放口${(index % 9) + 1}号`,
      JCZ: `${value.toFixed(1)}${unit}`,
      BZX: `≤${limit}${unit}`,
      JYJL: value > limit ? '超标' : '达标',
      JCRQ: eventDay(from, company.founded),
      ...organCells(organOf(from, 'environment', company)),
    }
  },
}

const foods = [
  '小白菜',
  '鲜鸡蛋',
  '酱卤牛肉',
  '糕点',
  '菜籽油',
  '白酒',
  '豆干',
  '草鱼',
  '蜂蜜',
  '餐具',
] as const
const faults = [
  '菌落总数',
  '农药残留（毒死蜱）',
  '苯甲酸及其钠盐',
  '过氧化值',
  '大肠菌群',
  '二氧化硫残留量',
] as const
const foodTrade = new Set(industries.filter(({ scope }) => scope.includes('食')).map(({ code }) => code))

/** Food sampling; three samples in a hundred fail. */
export const foodCheck: RowKind = {
  kind: 'food-safety-check',
  columns: columns(`
    ZTMC 被抽样单位名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    FDDBR 法定代表人（负责人） person
    DZ 被抽样单位地址 text
    TGWH 通告文号 document
    CYBH 抽样编号 key
    SPMC 食品名称 text*
    GGXH 规格型号 text
    SCPH 生产日期/批号 text
    JYJL 检验结论 text*
    BHGXM 不合格项目 text
    CYRQ 抽样日期 date*
    GBRQ 公布日期 date
    RDJG 公布机关 organ*
    RDJGDM 公布机关统一社会信用代码 organ-code
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { random, index } = from
    let company = busyCompany(from)
    for (let tries = 0; tries < 12 && !foodTrade.has(company.industry.code); tries++)
      company = busyCompany(from)
    const day = eventDay(from, company.founded)
    const failed = random.chance(0.03)
    return {
      ...subjectCells(company),
      DZ: company.address,
      TGWH: `${day.slice(0, 4)}年第${random.between(1, 40)}号`,
      CYBH: `XC${company.region.code}${String(index + 1).padStart(8, '0')}`,
      SPMC: random.pick(foods),
      GGXH: random.pick(['散装称重', '500g/袋', '1kg/瓶', '250mL/盒']),
      SCPH: dayOf(serialOf(day) - random.between(1, 60)),
      JYJL: failed ? '不合格' : '合格',
      BHGXM: failed ? random.pick(faults) : '',
      CYRQ: day,
      GBRQ: later(from, day, 20, 60),
      ...organCells(organOf(from, 'market', company)),
    }
  },
}
