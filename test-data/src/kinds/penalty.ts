import { yearsLater } from '../calendar.ts'
import { type Random, weighted } from '../random.ts'
import { type Offence, offences, type PenaltyClass, penaltyClasses } from '../words/offences.ts'
import type { Department } from '../world.ts'
import { columns, type Draw, type RowKind } from './column.ts'
import { cityOf, documentNumber, drawParty, eventDay, inWan, oddAmount, partyCells } from './party.ts'

const offenceOf = chooser(offences)
const offenceOfAuthority = new Map(
  [...new Set(offences.map(({ authority }) => authority))].map((key) => [
    key,
    chooser(offences.filter(({ authority }) => authority === key)),
  ]),
)

/** Administrative penalties in the layout of the double-publicity standard of 2018, and the older one. */
export const penalty: RowKind = {
  kind: 'administrative-penalty',
  columns: columns(`
    CF_XDR_MC 行政相对人名称 name*
    CF_XDR_LB 行政相对人类别 class*
    CF_XDR_SHXYM 行政相对人代码_1（统一社会信用代码） uscc
    CF_XDR_GSZC 行政相对人代码_2（工商注册号） registration
    CF_XDR_ZZJG 行政相对人代码_3（组织机构代码） organisation
    CF_XDR_SWDJ 行政相对人代码_4（税务登记号） tax
    CF_XDR_SYDW 行政相对人代码_5（事业单位证书号） text
    CF_XDR_SHZZ 行政相对人代码_6（社会组织登记证号） text
    CF_FRDB 法定代表人 person
    CF_FR_ZJLX 法定代表人证件类型 text
    CF_FR_ZJHM 法定代表人证件号码 identity
    CF_XDR_ZJLX 证件类型 text
    CF_XDR_ZJHM 证件号码 identity
    CF_WSH 行政处罚决定书文号 document*
    CF_WFXW 违法行为类型 text*
    CF_SY 违法事实 text*
    CF_YJ 处罚依据 text*
    CF_CFLB 处罚类别 text*
    CF_NR 处罚内容 content*
    CF_NR_FK 罚款金额（万元） amount-wan
    CF_NR_WFFF 没收违法所得、没收非法财物的金额（万元） amount-wan
    CF_NR_ZKDX 暂扣或吊销证照名称及编号 text
    CF_JDRQ 处罚决定日期 date*
    CF_YXQ 处罚有效期 end-date*
    CF_GSJZQ 公示截止期 end-date
    CF_CFJG 处罚机关 organ*
    CF_CFJGDM 处罚机关统一社会信用代码 organ-code*
    CF_SJLY 数据来源单位 organ*
    CF_SJLYDM 数据来源单位统一社会信用代码 organ-code*
    BZ 备注 text
    CF_CXLX 处罚程序 text
    CF_ZT 处罚决定状态 status
    CF_CXYY 撤销原因 text`),
  old: {
    headers:
      'CF_WSH CF_CFMC CF_CFLB1 CF_CFLB2 CF_SY CF_YJ CF_XDR_MC CF_XDR_SHXYM CF_XDR_ZDM CF_XDR_GSDJ CF_XDR_SWDJ CF_XDR_SFZ CF_FR CF_JG CF_JDRQ CF_XZJG CF_ZT DFBM SJC BZ'.split(
        ' ',
      ),
    from: 'CF_WSH CFMC CFLB1 CFLB2 CF_SY CF_YJ CF_XDR_MC CF_XDR_SHXYM CF_XDR_ZZJG CF_XDR_GSZC CF_XDR_SWDJ CF_XDR_ZJHM CF_FRDB CF_NR CF_JDRQ CF_CFJG CF_ZT DFBM SJC BZ'.split(
      ' ',
    ),
  },
  draw: drawPenalty,
}

/** Values of one penalty by column code. */
export function drawPenalty(from: Draw): Record<string, string> {
  const { random, world } = from
  const offence = ((from.authority ? offenceOfAuthority.get(from.authority) : undefined) ?? offenceOf)(random)
  const party = drawParty(from, 0.06)
  const city = cityOf(from, party)
  const organ = world.departmentOf(offence.authority, city)
  const day = eventDay(from, party.company?.founded)
  const document = documentNumber(`${city.name.slice(0, 1)}${organ.mark}罚决字`, day, from)
  const withdrawn = random.chance(0.008)
  return {
    ...partyCells('CF', from, party),
    ...penaltyCells({ random, offence, organ, day, document }),
    CF_ZT: withdrawn ? '1' : '0',
    CF_CXYY: withdrawn ? '行政复议决定撤销原行政处罚决定' : '',
    DFBM: city.code,
    SJC: `${day} 09:30:00`,
  }
}

type Decision = {
  random: Random
  offence: Offence
  organ: Department
  day: string
  document: string
}

function penaltyCells(from: Decision): Record<string, string> {
  const { random, offence, organ, day } = from
  const sentence = drawSentence(offence, random)
  const titles = sentence.classes.map((key) => penaltyClasses[key])
  const simple = sentence.years === 1 && sentence.fine <= 200 && !sentence.confiscated
  return {
    CFMC: `${offence.act}案`,
    CFLB1: titles[0] as string,
    CFLB2: titles.slice(1).join(';'),
    CF_CXLX: simple ? '简易程序' : '普通程序',
    CF_WSH: from.document,
    CF_WFXW: offence.act,
    CF_SY: `经查，当事人于${chineseDay(day)}被发现${offence.facts}。`,
    CF_YJ: offence.basis,
    CF_CFLB: titles.join(';'),
    CF_NR: sentence.content,
    CF_NR_FK: sentence.fine ? inWan(sentence.fine) : '',
    CF_NR_WFFF: sentence.confiscated ? inWan(sentence.confiscated) : '',
    CF_NR_ZKDX: sentence.licence,
    CF_JDRQ: day,
    CF_YXQ: yearsLater(day, sentence.years),
    CF_GSJZQ: '',
    CF_CFJG: organ.name,
    CF_CFJGDM: organ.uscc,
    CF_SJLY: organ.name,
    CF_SJLYDM: organ.uscc,
    BZ: '',
  }
}

/** What a decision orders; amounts in whole yuan, 0 for none, `years` until the penalty lapses. */
export type Sentence = {
  classes: PenaltyClass[]
  fine: number
  confiscated: number
  licence: string
  content: string
  years: number
}

/** Draws a sentence: a fine in 96 of 100, confiscation in 4, licences touched in 0.8, nothing of these in 2.5. */
export function drawSentence(offence: Offence, random: Random): Sentence {
  const roll = random.float()
  const fine = roll < 0.96 ? oddAmount(random, offence.fine, 1.1) : 0
  const confiscated = offence.confiscates
    ? random.chance(0.14)
      ? oddAmount(random, offence.fine / 4, 1.2)
      : 0
    : 0
  const grave = random.chance(fine ? 0.018 : 0.5)
  const licence = grave && touchesLicence.has(offence.grave) ? offence.licence : ''
  const number = licence ? `${licence}（编号${random.between(100000, 999999)}）` : ''
  const mild = !fine && !grave && !confiscated ? (roll < 0.985 ? 'warning' : 'criticism') : ''
  const classes: PenaltyClass[] = []
  let content = ''
  const order = (each: PenaltyClass, text: string) => {
    if (classes.includes(each)) return
    classes.push(each)
    content += content ? `；${text}` : text
  }
  if (mild || random.chance(0.05)) order(mild || 'warning', `给予${penaltyClasses[mild || 'warning']}`)
  if (confiscated) order('income', `没收违法所得人民币${confiscated}元`)
  if (fine) order('fine', `罚款人民币${fine}元`)
  if (grave) order(offence.grave, penaltyClasses[offence.grave] + (number && `：${number}`))
  return { classes, fine, confiscated, licence: number, content: `${content}。`, years: grave ? 3 : 1 }
}

const touchesLicence: ReadonlySet<PenaltyClass> = new Set(['revoke', 'suspend', 'downgrade'])

function chineseDay(day: string): string {
  return `${day.slice(0, 4)}年${+day.slice(5, 7)}月${+day.slice(8, 10)}日`
}

function chooser(list: readonly Offence[]): (random: Random) => Offence {
  return weighted(list.map((offence) => [offence, offence.weight] as const))
}
