import { dayOf, serialOf } from '../calendar.ts'
import { weighted } from '../random.ts'
import { columns, type RowKind } from './column.ts'
import { busyCompany, eventDay, oddAmount } from './party.ts'
import { later, organCells, organOf, periodic, subjectCells } from './subject.ts'

const grade = weighted([
  ['A', 34],
  ['B', 38],
  ['M', 17],
  ['C', 6],
  ['D', 5],
])

/** Yearly tax credit grades, four years per company, the latest first. */
export const taxCreditGrade: RowKind = {
  kind: 'tax-credit-grade',
  columns: columns(`
    ZTMC 纳税人名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    NSRSBH 纳税人识别号 tax
    PJND 评价年度 key*
    PJJG 纳税信用级别 text*
    PJRQ 评价日期 date*
    YXQZ 有效期自 date
    YXQZI 有效期至 end-date
    RDJG 评价机关 organ
    RDJGDM 评价机关统一社会信用代码 organ-code
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { company, back } = periodic(from, 4)
    const year = Number(from.day.slice(0, 4)) - 1 - back - (from.day.slice(5) < '05-01' ? 1 : 0)
    const day = `${year + 1}-04-${String(from.random.between(10, 28))}`
    return {
      ...subjectCells(company),
      NSRSBH: company.taxNumber,
      PJND: String(year),
      PJJG: grade(from.random),
      PJRQ: day,
      YXQZ: day,
      YXQZI: dayOf(serialOf(day) + 364),
      ...organCells(organOf(from, 'tax', company)),
    }
  },
}

/** Announced tax arrears. */
export const taxArrears: RowKind = {
  kind: 'tax-arrears',
  columns: columns(`
    ZTMC 纳税人名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    NSRSBH 纳税人识别号 tax
    FDDBR 法定代表人（负责人） person
    DZ 经营地点 text
    SZ 欠税税种 text*
    QSYE 欠税余额 amount*
    BQXZ 当期新欠金额 amount
    FSRQ 公告日期 date*
    JQRQ 结清日期 end-date
    RDJG 公告机关 organ
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { random } = from
    const company = busyCompany(from)
    const day = eventDay(from, company.founded)
    const total = oddAmount(random, 60_000, 1.4)
    const { RDJGDM: _, ...organ } = organCells(organOf(from, 'tax', company))
    return {
      ...subjectCells(company),
      NSRSBH: company.taxNumber,
      DZ: company.address,
      SZ: random.pick(['增值税', '企业所得税', '城镇土地使用税', '房产税', '个人所得税']),
      QSYE: `${total}.${String(random.int(100)).padStart(2, '0')}`,
      BQXZ: random.chance(0.5) ? String(Math.floor(total / 3)) : '0',
      FSRQ: day,
      JQRQ: random.chance(0.4) ? later(from, day, 20, 500) : '',
      ...organ,
    }
  },
}
