import type { AuthorityKey } from './authorities.ts'

/** Classes of administrative penalty, with the zh-CN wording of 《行政处罚法》第九条. */
export const penaltyClasses = {
  warning: '警告',
  criticism: '通报批评',
  fine: '罚款',
  income: '没收违法所得',
  goods: '没收非法财物',
  suspend: '暂扣许可证件',
  downgrade: '降低资质等级',
  revoke: '吊销许可证件',
  restrict: '限制开展生产经营活动',
  halt: '责令停产停业',
  close: '责令关闭',
  ban: '限制从业',
} as const

/** Key of a penalty class. */
export type PenaltyClass = keyof typeof penaltyClasses

/** One kind of offence. `fine` is the median in yuan; `grave` is the class met instead of a fine in rare cases. */
export type Offence = {
  authority: AuthorityKey
  weight: number
  act: string
  facts: string
  basis: string
  fine: number
  confiscates: boolean
  grave: PenaltyClass
  licence: string
}

/** Authority, weight, act, facts, basis, median fine, grave class, licence, whether gains are confiscated. */
const lines = `
market|14|经营超过保质期的食品|经营场所货架上摆放待售的预包装食品已超过保质期|《中华人民共和国食品安全法》第一百二十四条第一款第（五）项|5000|revoke|食品经营许可证|1
market|8|发布虚假广告|在其网店页面发布的商品宣传内容与实际情况不符，对购买行为有实质性影响|《中华人民共和国广告法》第五十五条第一款|8000|halt||
market|8|未按规定公示年度报告|未按照规定期限公示上一年度的年度报告，经责令改正后仍未改正|《企业信息公示暂行条例》第十八条|2000|criticism||
market|6|销售不合格产品|销售的产品经抽样检验，所检项目不符合国家标准要求，判定为不合格|《中华人民共和国产品质量法》第四十九条|9000|halt||1
market|5|使用未经检定的计量器具|用于贸易结算的电子计价秤未申请强制检定即投入使用|《中华人民共和国计量法》第二十五条|1000|warning||
market|4|未取得食品经营许可从事食品经营活动|在未取得食品经营许可的情况下从事热食类食品制售|《中华人民共和国食品安全法》第一百二十二条第一款|20000|close||1
market|3|违规使用特种设备|使用未经定期检验的叉车从事装卸作业|《中华人民共和国特种设备安全法》第八十四条|30000|halt||
environment|8|未批先建|建设项目环境影响评价文件未经批准即开工建设|《中华人民共和国环境影响评价法》第三十一条|52000|halt||
environment|6|超标排放水污染物|废水总排口化学需氧量浓度超过排放标准限值|《中华人民共和国水污染防治法》第八十三条|88000|restrict|排污许可证|
environment|5|未按规定运行污染防治设施|喷漆工序生产时废气处理设施未开启，废气无组织排放|《中华人民共和国大气污染防治法》第一百零八条|45000|halt||
emergency|6|未对从业人员进行安全生产教育和培训|未按规定对新上岗从业人员进行安全生产教育和培训|《中华人民共和国安全生产法》第九十七条|20000|halt||
emergency|4|未设置安全警示标志|有限空间作业场所未设置明显的安全警示标志|《中华人民共和国安全生产法》第九十九条|15000|halt||
emergency|2|超许可范围储存危险化学品|在仓库内超出许可范围储存危险化学品|《危险化学品安全管理条例》第七十七条|70000|revoke|危险化学品经营许可证|1
tax|7|未按规定期限办理纳税申报|未按照规定的期限办理纳税申报和报送纳税资料|《中华人民共和国税收征收管理法》第六十二条|500|warning||
tax|3|虚开发票|在没有真实业务的情况下取得并入账发票|《中华人民共和国发票管理办法》第三十七条|50000|ban||1
labour|5|拖欠劳动者工资|经责令限期支付后仍未足额支付劳动者工资|《保障农民工工资支付条例》第五十三条|20000|criticism||
labour|2|违法延长劳动者工作时间|安排劳动者延长工作时间超过法定上限|《劳动保障监察条例》第二十五条|6000|warning||
housing|5|未取得施工许可证擅自施工|在未取得建筑工程施工许可证的情况下擅自开工建设|《建设工程质量管理条例》第五十七条|60000|downgrade|建筑业企业资质证书|
housing|3|违法分包工程|将承包的工程分包给不具备相应资质条件的单位|《建设工程质量管理条例》第六十二条|80000|suspend|安全生产许可证|1
transport|8|车辆超限运输|所属货运车辆车货总质量超过公路限定标准|《公路安全保护条例》第六十四条|3000|suspend|道路运输经营许可证|
transport|4|未取得道路货物运输经营许可从事运输|未取得道路货物运输经营许可擅自从事道路货物运输经营|《中华人民共和国道路运输条例》第六十三条|10000|revoke|道路运输经营许可证|1
health|5|未取得公共场所卫生许可证擅自营业|未取得公共场所卫生许可证擅自从事经营活动|《公共场所卫生管理条例实施细则》第三十五条|1500|halt||
health|3|使用非卫生技术人员从事诊疗活动|使用未取得执业资格的人员独立从事诊疗活动|《医疗机构管理条例》第四十七条|12000|revoke|医疗机构执业许可证|1
urban|8|占用城市道路堆放物料|未经批准在人行道堆放建筑材料，影响通行|《城市道路管理条例》第四十二条|2000|warning||
urban|3|未按规定倾倒建筑垃圾|运输车辆沿途泄漏、遗撒建筑垃圾|《城市建筑垃圾管理规定》第二十三条|10000|suspend|建筑垃圾处置核准证|
fire|6|占用疏散通道|疏散通道堆放杂物，妨碍安全疏散|《中华人民共和国消防法》第六十条|8000|halt||
police|3|旅馆未按规定登记住宿人员|未按规定登记住宿旅客信息|《旅馆业治安管理办法》第六条|500|halt|特种行业许可证|
agriculture|2|经营假劣农药|销售的农药经检验有效成分含量不符合标签标示|《农药管理条例》第五十六条|6000|revoke|农药经营许可证|1
land|2|非法占用土地|未经批准占用集体土地建设厂房|《中华人民共和国土地管理法》第七十七条|90000|close||
culture|2|接纳未成年人进入营业场所|在营业时间内接纳未成年人进入互联网上网服务营业场所|《互联网上网服务营业场所管理条例》第三十一条|8000|revoke|网络文化经营许可证|`

/** Offences as decisions describe them; facts continue the sentence that starts with day and party. */
export const offences: readonly Offence[] = lines.trim().split('\n').map(offenceFrom)

function offenceFrom(line: string): Offence {
  const cells = line.split('|')
  const text = (at: number) => cells[at] as string
  return {
    authority: text(0) as AuthorityKey,
    weight: Number(text(1)),
    act: text(2),
    facts: text(3),
    basis: text(4),
    fine: Number(text(5)),
    grave: text(6) as PenaltyClass,
    licence: text(7),
    confiscates: text(8) === '1',
  }
}
