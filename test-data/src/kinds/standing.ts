import { dayOf, serialOf, yearsLater } from '../calendar.ts'
import { weighted } from '../random.ts'
import { columns, type RowKind } from './column.ts'
import { busyCompany, classOf, documentNumber, eventDay } from './party.ts'
import { later, organCells, organOf, subjectCells } from './subject.ts'

const honours = [
  ['守合同重信用企业', '市级', 'market'],
  ['高新技术企业', '省级', 'industry'],
  ['专精特新中小企业', '省级', 'industry'],
  ['和谐劳动关系企业', '市级', 'labour'],
  ['优质工程奖', '市级', 'housing'],
  ['消费者满意单位', '县级', 'market'],
] as const
const levels = { 市级: '地市级', 省级: '省级', 县级: '县级' } as const

/** Honours, most of them valid for three years. */
export const honour: RowKind = {
  kind: 'honour',
  columns: columns(`
    ZTMC 主体名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    FDDBR 法定代表人（负责人） person
    RYMC 荣誉名称 text*
    RYJB 荣誉级别 text
    ND 荣誉年度 text
    WSH 表彰文号 document
    ZSBH 证书编号 text
    RDRQ 授予日期 date*
    YXQZI 有效期至 end-date
    RDJG 授予单位 organ*
    RDJGDM 授予单位统一社会信用代码 organ-code
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const company = busyCompany(from)
    const [name, level, key] = from.random.pick(honours)
    const organ = organOf(from, key, company)
    const day = eventDay(from, company.founded)
    return {
      ...subjectCells(company),
      RYMC: name,
      RYJB: levels[level],
      ND: day.slice(0, 4),
      WSH: documentNumber(`${company.city.name.slice(0, 1)}${organ.mark}发`, day, from),
      ZSBH: `RY${day.slice(0, 4)}${String(from.index + 1).padStart(6, '0')}`,
      RDRQ: day,
      YXQZI: yearsLater(day, 3),
      ...organCells(organ),
    }
  },
}

const commitmentType = weighted([
  ['主动型', 45],
  ['审批替代型', 20],
  ['证明事项型', 15],
  ['信用修复型', 10],
  ['行业自律型', 7],
  ['容缺受理型', 3],
])

/** Credit commitments in the layout of the national collection standard; none is a copy (`dirty` adds copies). */
export const commitment: RowKind = {
  kind: 'commitment',
  columns: columns(`
    CNBM 承诺编码 key*
    CNRMC 承诺人名称 name*
    CNRLB 承诺人类别 class*
    CNRDM 承诺人代码 uscc
    CNLX 承诺类型 text*
    CNSY 承诺事由 text*
    CNNR 承诺内容 text*
    WNZR 违诺责任 text*
    CNRQ 承诺作出日期 date*
    YXQ 承诺有效期 end-date
    LXZT 承诺履行状态 text*
    WLXNR 承诺未履行内容 text
    ZRZJ 违诺责任追究内容 text
    QRRQ 履行状态确认日期 date
    QRDW 履行状态确认单位 organ
    QRDWDM 履行状态确认单位统一社会信用代码 organ-code
    SLDW 承诺受理单位 organ*
    SLDWDM 承诺受理单位统一社会信用代码 organ-code*
    GKLX 公开类型 text*
    BZ 备注 text`),
  draw: (from) => {
    const { random } = from
    const company = busyCompany(from)
    const organ = organOf(from, random.pick(['approval', 'market', 'transport', 'labour'] as const), company)
    const day = eventDay(
      { ...from, first: from.first < '2019-08-01' ? '2019-08-01' : from.first },
      company.founded,
    )
    const roll = random.float()
    const state = roll < 0.95 ? '全部履行' : roll < 0.98 ? '部分履行' : '全部未履行'
    const broken = state !== '全部履行'
    const confirmed = later(from, day, 30, 400)
    return {
      CNBM: `${company.region.code}${day.replaceAll('-', '')}${String((from.index + 1) % 1_000_000).padStart(6, '0')}`,
      CNRMC: company.name,
      CNRLB: classOf({ company, person: null }),
      CNRDM: company.uscc,
      CNLX: commitmentType(random),
      CNSY: random.pick([
        '办理食品经营许可',
        '申请道路运输证年审',
        '申报惠企政策资金',
        '公示年度报告',
        '申请信用修复',
      ]),
      CNNR: '本单位承诺所提供的材料真实、合法、有效，严格依法开展生产经营活动，自觉接受监督。',
      WNZR: '违反承诺的，自愿接受依法给予的处理，并同意将违诺情况记入信用记录。',
      CNRQ: day,
      YXQ: random.chance(0.6) ? yearsLater(day, 1) : '',
      LXZT: state,
      WLXNR: broken ? '未按承诺期限补齐申请材料' : '',
      ZRZJ: broken ? '责令限期整改，撤销容缺办理结果' : '',
      QRRQ: confirmed,
      QRDW: confirmed && organ.name,
      QRDWDM: confirmed && organ.uscc,
      SLDW: organ.name,
      SLDWDM: organ.uscc,
      GKLX: '可向社会公开',
      BZ: '',
    }
  },
}

const contractKind = weighted([
  ['政府采购', 40],
  ['招标投标', 25],
  ['建设工程', 25],
  ['土地出让', 3],
  ['信易+', 7],
])

/** Performance of public contracts; one in forty was breached by the firm. */
export const contract: RowKind = {
  kind: 'contract-performance',
  columns: columns(`
    ZTMC 合同当事人名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    HTBH 合同编号 key*
    HTMC 合同名称 text*
    HTLX 合同类型 text
    DFMC 对方当事人名称 organ
    DFDM 对方当事人统一社会信用代码 organ-code
    QDRQ 签订日期 date*
    LXQX 履行期限 end-date
    HTJE 合同金额 amount
    LYZT 履行状态 status*
    WYF 违约方 text
    WYSY 违约事由 text
    RDJG 监管单位 organ
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { random } = from
    const company = busyCompany(from)
    const other = from.world.departmentAt(random.int(from.world.departments))
    const organ = organOf(from, 'finance', company)
    const day = eventDay(from, company.founded)
    const ends = dayOf(serialOf(day) + random.between(60, 900))
    const breached = random.chance(0.025)
    return {
      ...subjectCells(company),
      HTBH: `HT${day.replaceAll('-', '')}${String(from.index + 1).padStart(6, '0')}`,
      HTMC: `${other.name}${random.pick(['办公设备采购', '物业服务', '信息系统运维', '道路养护工程', '食堂食材配送'])}合同`,
      HTLX: contractKind(random),
      DFMC: other.name,
      DFDM: other.uscc,
      QDRQ: day,
      LXQX: ends,
      HTJE: String(random.between(2, 4000) * 1000),
      LYZT: breached ? '违约' : ends > from.day ? '履行中' : '已履行',
      WYF: breached ? company.name : '',
      WYSY: breached ? '逾期交付，经催告后在合理期限内仍未履行' : '',
      RDJG: organ.name,
      SJLY: organ.name,
      SJLYDM: organ.uscc,
    }
  },
}

const certificates = [
  ['企业资质', '建筑工程施工总承包', '三级', 'housing'],
  ['企业资质', '市政公用工程施工总承包', '二级', 'housing'],
  ['认证', '质量管理体系认证证书', '', 'market'],
  ['认证', '环境管理体系认证证书', '', 'market'],
  ['企业资质', '检验检测机构资质认定证书', '', 'market'],
  ['企业资质', '安全评价机构资质证书', '乙级', 'emergency'],
] as const

/** Qualifications and certifications. */
export const qualification: RowKind = {
  kind: 'qualification',
  columns: columns(`
    ZTMC 持证单位名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    FDDBR 法定代表人（负责人） person
    ZZLX 资质种类 text
    ZSMC 证书名称 text*
    ZSBH 证书编号 key*
    ZZDJ 资质等级 text
    FZRQ 发证日期 date*
    YXQZI 有效期至 end-date
    ZT 证书状态 status
    RDJG 发证机关 organ*
    RDJGDM 发证机关统一社会信用代码 organ-code
    SJLY 数据来源单位 organ
    SJLYDM 数据来源单位统一社会信用代码 organ-code`),
  draw: (from) => {
    const { random } = from
    const company = busyCompany(from)
    const [kind, name, level, key] = random.pick(certificates)
    const day = eventDay(from, company.founded)
    const ends = yearsLater(day, kind === '认证' ? 3 : 5)
    const state = random.chance(0.985) ? '有效' : random.pick(['撤销', '注销'])
    return {
      ...subjectCells(company),
      ZZLX: kind,
      ZSMC: name,
      ZSBH: `D${company.region.code.slice(0, 3)}${String(from.index + 1).padStart(7, '0')}`,
      ZZDJ: level,
      FZRQ: day,
      YXQZI: ends,
      ZT: state === '有效' && ends < from.day ? '过期' : state,
      ...organCells(organOf(from, key, company)),
    }
  },
}

const reviews = [
  ['五星', '发货快，包装完好，客服回复及时'],
  ['五星', '质量不错，会再来'],
  ['四星', '整体满意，物流慢了一天'],
  ['三星', '一般，与描述略有出入'],
  ['二星', '尺寸不符，退换流程较慢'],
  ['一星', '收到的商品有破损，商家迟迟不处理'],
] as const

/** Reviews of merchants on an invented platform. */
export const merchantReview: RowKind = {
  kind: 'merchant-review',
  columns: columns(`
    ZTMC 经营者名称 name*
    TYSHXYDM 统一社会信用代码 uscc
    ZCH 工商注册号 registration
    ZZJGDM 组织机构代码 organisation
    DPMC 店铺名称 text
    PTMC 平台名称 organ*
    PJBH 评价编号 key*
    PJFD 评价分档 text*
    PJNR 评价内容 text
    JYJE 交易金额 amount
    PJRQ 评价日期 date*
    SFTK 是否退款 text`),
  draw: (from) => {
    const { random } = from
    const company = busyCompany(from)
    const [stars, text] = reviews[
      Math.floor(reviews.length * random.float() ** 2)
    ] as (typeof reviews)[number]
    return {
      ...subjectCells(company),
      DPMC: `${company.shortName}旗舰店`,
      PTMC: '禾砚优选平台',
      PJBH: `PJ${String(from.index + 1).padStart(9, '0')}`,
      PJFD: stars,
      PJNR: text,
      JYJE: `${random.between(9, 2400)}.${random.between(10, 99)}`,
      PJRQ: eventDay(from, company.founded),
      SFTK: stars === '一星' && random.chance(0.5) ? '是' : '否',
    }
  },
}
