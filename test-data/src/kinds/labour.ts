import { columns, type RowKind } from './column.ts'
import { busyCompany, eventDay } from './party.ts'
import { organOf } from './subject.ts'

const clauses = [
  ['安全生产法第四十四条', '未按规定为从业人员提供劳动防护用品'],
  ['安全生产法第二十八条', '未对新上岗人员进行安全教育即安排作业'],
  ['劳动法第五十条', '未按月支付劳动者工资'],
  ['劳动合同法第八十五条', '安排加班未支付加班费'],
  ['劳动法第四十一条', '超过法定上限延长工作时间'],
  ['安全生产法第八十三条', '发生事故后未及时如实报告'],
] as const

/** Published labour violations as a monthly full list prints them: no codes, only name and place. */
export const labourSnapshot: RowKind = {
  kind: 'labour-violation-snapshot',
  columns: columns(`
    QYMC 企业、事业场所名称 name*
    DZ 所在地 text
    GXJG 管辖机关 organ*
    FBRQ 公布日 date*
    WFTK 违反条款 text*
    SAGY 事案概要 content*
    QTSX 其他参考事项 text
    ZHGXR 最终更新日 date`),
  draw: (from) => {
    const company = busyCompany(from)
    const [clause, summary] = from.random.pick(clauses)
    const day = eventDay(from, company.founded)
    return {
      QYMC: company.name,
      DZ: company.city.name + company.region.name,
      GXJG: organOf(from, 'labour', company).name,
      FBRQ: day,
      WFTK: clause,
      SAGY: `${summary}，经责令限期改正后逾期未改正。`,
      QTSX: from.random.chance(0.3) ? '已移送人民法院强制执行' : '',
      ZHGXR: day,
    }
  },
}
