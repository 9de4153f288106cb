import type { Random } from '../random.ts'
import { columns, type RowKind } from './column.ts'
import { later, monthBack, organCells, organOf, periodic, subjectCells } from './subject.ts'

const insurances = ['基本养老保险', '失业保险', '工伤保险'] as const
const rates = { 基本养老保险: 0.24, 失业保险: 0.01, 工伤保险: 0.004 } as const

/** Social insurance by insurance and month: twelve months of three insurances per company. */
export const socialInsurance: RowKind = {
  kind: 'social-insurance-payment',
  columns: columns(`
    ZTMC 参保单位名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    XZ 险种 text*
    JFSQ 缴费所属期 key*
    CBRS 参保人数 text
    JFJS 缴费基数 amount
    YJJE 应缴金额 amount
    SJJE 实缴金额 amount
    QFJE 欠缴金额 amount
    QFYS 欠缴月数 text
    JFZT 缴费状态 status*
    RDJG 经办机构 organ
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { company, back } = periodic(from, 36)
    const insurance = insurances[back % 3] as (typeof insurances)[number]
    const heads = headsOf(company.index)
    const base = heads * (5200 + (company.index % 41) * 100)
    const due = Math.round(base * rates[insurance] * 100) / 100
    const state = paid(from.random, company.index, due)
    const organ = organOf(from, 'labour', company)
    return {
      ...subjectCells(company),
      XZ: insurance,
      JFSQ: monthBack(from.day, 1 + Math.floor(back / 3)),
      CBRS: String(heads),
      JFJS: String(base),
      YJJE: due.toFixed(2),
      SJJE: state.paid.toFixed(2),
      QFJE: (due - state.paid).toFixed(2),
      QFYS: state.paid < due ? '1' : '0',
      JFZT: state.title,
      RDJG: organ.name,
      SJLY: organ.name,
      SJLYDM: organ.uscc,
    }
  },
}

/** Housing fund by month: twelve months per company. */
export const housingFund: RowKind = {
  kind: 'housing-fund-payment',
  columns: columns(`
    ZTMC 缴存单位名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    ZH 单位账号 key
    JFSQ 缴存年月 key*
    CBRS 缴存人数 text
    JCBL 缴存比例 text
    YJJE 应缴金额 amount
    SJJE 实缴金额 amount
    QFJE 欠缴金额 amount
    JFZT 缴存状态 status*
    RDJG 管理中心 organ
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { company, back } = periodic(from, 12)
    const heads = headsOf(company.index)
    const rate = 5 + (company.index % 8)
    const due = (heads * (5200 + (company.index % 37) * 100) * rate * 2) / 100
    const state = paid(from.random, company.index, due)
    const organ = organOf(from, 'fund', company)
    return {
      ...subjectCells(company),
      ZH: `1${String(company.index).padStart(8, '0')}`,
      JFSQ: monthBack(from.day, 1 + back),
      CBRS: String(heads),
      JCBL: String(rate),
      YJJE: due.toFixed(2),
      SJJE: state.paid.toFixed(2),
      QFJE: (due - state.paid).toFixed(2),
      JFZT: state.title,
      RDJG: organ.name,
      SJLY: organ.name,
      SJLYDM: organ.uscc,
    }
  },
}

const utilities = ['供水', '供电', '燃气'] as const

/** Utility arrears: up to three bills per company; unconfirmed bills are no adverse record. */
export const utilityArrears: RowKind = {
  kind: 'utility-arrears',
  columns: columns(`
    ZTMC 用户名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    ZL 公用事业种类 text*
    HH 户号 key
    DZ 用户地址 text
    ZDQ 账单期 key*
    ZDRQ 账单日期 date*
    QFJE 欠费金额 amount*
    ZNJ 违约金 amount
    QFYS 欠费月数 text
    QRFS 确认方式 text*
    JQRQ 结清日期 end-date
    RDJG 收费单位 organ
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { random } = from
    const { company, back } = periodic(from, 3)
    const month = monthBack(from.day, 2 + back * 3)
    const day = `${month}-${random.between(10, 28)}`
    const owed = random.between(12, 900) * 10
    const organ = organOf(from, 'urban', company)
    const { RDJGDM: _, ...source } = organCells(organ)
    const kind = utilities[company.index % 3] as string
    return {
      ...subjectCells(company),
      ZL: kind,
      HH: `${company.region.code}${String(company.index).padStart(6, '0')}`,
      DZ: company.address,
      ZDQ: month,
      ZDRQ: day,
      QFJE: owed.toFixed(2),
      ZNJ: (owed * 0.01).toFixed(2),
      QFYS: String(random.between(1, 4)),
      QRFS: random.pick(['用户书面确认', '生效裁判确认', '未确认']),
      JQRQ: random.chance(0.5) ? later(from, day, 10, 90) : '',
      ...source,
    }
  },
}

function headsOf(index: number): number {
  return 1 + ((index * 7919) % 23) * (index % 97 === 0 ? 40 : 1)
}

/** Nineteen of twenty firms pay everything; a few always owe. */
function paid(random: Random, index: number, due: number): { title: string; paid: number } {
  const careless = index % 19 === 3
  if (!random.chance(careless ? 0.5 : 0.01)) return { title: '已缴', paid: due }
  return random.chance(0.5) ? { title: '未缴', paid: 0 } : { title: '部分缴纳', paid: Math.round(due / 2) }
}
