import { yearsLater } from '../calendar.ts'
import { type Random, weighted } from '../random.ts'
import { type Permit, permits } from '../words/permits.ts'
import { columns, type Draw, type RowKind } from './column.ts'
import { busyCompany, documentNumber, eventDay, partyCells } from './party.ts'

const permitOf = chooser(permits)
const permitOfAuthority = new Map(
  [...new Set(permits.map(({ authority }) => authority))].map((key) => [
    key,
    chooser(permits.filter(({ authority }) => authority === key)),
  ]),
)

/** Administrative licences in the layout of the double-publicity standard of 2018, and the older one. */
export const licence: RowKind = {
  kind: 'administrative-license',
  columns: columns(`
    XK_XDR_MC 行政相对人名称 name*
    XK_XDR_LB 行政相对人类别 class*
    XK_XDR_SHXYM 行政相对人代码_1（统一社会信用代码） uscc
    XK_XDR_GSZC 行政相对人代码_2（工商注册号） registration
    XK_XDR_ZZJG 行政相对人代码_3（组织机构代码） organisation
    XK_XDR_SWDJ 行政相对人代码_4（税务登记号） tax
    XK_XDR_SYDW 行政相对人代码_5（事业单位证书号） text
    XK_XDR_SHZZ 行政相对人代码_6（社会组织登记证号） text
    XK_FRDB 法定代表人 person
    XK_FR_ZJLX 法定代表人证件类型 text
    XK_FR_ZJHM 法定代表人证件号码 identity
    XK_XDR_ZJLX 证件类型 text
    XK_XDR_ZJHM 证件号码 identity
    XK_XKWS 行政许可决定文书名称 text*
    XK_WSH 行政许可决定文书号 document*
    XK_XKLB 许可类别 text*
    XK_XKZS 许可证书名称 text
    XK_XKBH 许可编号 text
    XK_NR 许可内容 text*
    XK_JDRQ 许可决定日期 date*
    XK_YXQZ 有效期自 date*
    XK_YXQZI 有效期至 end-date*
    XK_XKJG 许可机关 organ*
    XK_XKJGDM 许可机关统一社会信用代码 organ-code*
    XK_ZT 当前状态 status*
    XK_LYDW 数据来源单位 organ*
    XK_LYDWDM 数据来源单位统一社会信用代码 organ-code*
    BZ 备注 text`),
  old: {
    headers:
      'XK_WSH XK_XMMC XK_SPLB XK_NR XK_XDR XK_XDR_SHXYM XK_XDR_ZDM XK_XDR_GSDJ XK_XDR_SWDJ XK_XDR_SFZ XK_FR XK_JDRQ XK_JZQ XK_XZJG XK_ZT DFBM SJC BZ'.split(
        ' ',
      ),
    from: 'XK_WSH XK_XKWS XK_XKLB XK_NR XK_XDR_MC XK_XDR_SHXYM XK_XDR_ZZJG XK_XDR_GSZC XK_XDR_SWDJ XK_XDR_ZJHM XK_FRDB XK_JDRQ XK_YXQZI XK_XKJG ZT DFBM SJC BZ'.split(
      ' ',
    ),
  },
  draw: drawLicence,
}

function drawLicence(from: Draw): Record<string, string> {
  const { random, world } = from
  const permit = ((from.authority ? permitOfAuthority.get(from.authority) : undefined) ?? permitOf)(random)
  const company = busyCompany(from)
  const organ = world.departmentOf(permit.authority, from.city ?? company.city)
  const day = eventDay(from, company.founded)
  const valid = random.chance(0.985)
  const ends = endOf(permit, day)
  const number = `${organ.region.code}${day.slice(0, 4)}${String(from.index + 1).padStart(7, '0')}`
  return {
    ...partyCells('XK', from, { company, person: null }),
    XK_XKWS: permit.document,
    XK_WSH: documentNumber(`${company.city.name.slice(0, 1)}${organ.mark}许准字`, day, from),
    XK_XKLB: permit.klass,
    XK_XKZS: permit.certificate,
    XK_XKBH: permit.certificate ? number : '',
    XK_NR: permit.content,
    XK_JDRQ: day,
    XK_YXQZ: day,
    XK_YXQZI: ends,
    XK_XKJG: organ.name,
    XK_XKJGDM: organ.uscc,
    XK_ZT: valid ? '1' : '2',
    ZT: valid ? '0' : '1',
    DFBM: company.city.code,
    SJC: `${day} 09:30:00`,
    XK_LYDW: organ.name,
    XK_LYDWDM: organ.uscc,
    BZ: '',
  }
}

/** Long-term licences carry the placeholder the standard prescribes. */
function endOf(permit: Permit, day: string): string {
  return permit.years === null ? '2099-12-31' : yearsLater(day, permit.years)
}

function chooser(list: readonly Permit[]): (random: Random) => Permit {
  return weighted(list.map((permit) => [permit, permit.weight] as const))
}
