import type { AuthorityKey } from './authorities.ts'

/** One kind of permit: what is decided, which certificate follows and for how many years (null = for ever). */
export type Permit = {
  authority: AuthorityKey
  weight: number
  document: string
  /** One of 普通 特许 认可 核准 登记 其他. */
  klass: string
  certificate: string
  content: string
  years: number | null
}

/** Permits weighted by the shares of 765,607 published ones. */
export const permits: readonly Permit[] = [
  of(
    'market',
    18,
    '食品经营许可证核发决定书',
    '普通',
    '食品经营许可证',
    '准予从事食品销售、餐饮服务经营活动',
    5,
  ),
  of('market', 13, '准予设立登记通知书', '登记', '营业执照', '准予公司设立登记', null),
  of('market', 7, '准予变更登记通知书', '登记', '营业执照', '准予登记事项变更', null),
  of('market', 3, '特种设备使用登记决定书', '登记', '特种设备使用登记证', '准予特种设备使用登记', 3),
  of('housing', 6, '建筑工程施工许可决定书', '普通', '建筑工程施工许可证', '准予工程开工建设', 2),
  of('housing', 5, '建筑业企业资质核准决定书', '认可', '建筑业企业资质证书', '准予取得建筑业企业资质', 5),
  of('tax', 8, '税务行政许可决定书', '核准', '', '准予增值税专用发票最高开票限额申请', null),
  of('land', 6, '建设用地规划许可决定书', '普通', '建设用地规划许可证', '准予建设用地规划许可', null),
  of('environment', 6, '排污许可证核发决定书', '普通', '排污许可证', '准予按许可要求排放污染物', 5),
  of('transport', 4, '道路运输经营许可决定书', '普通', '道路运输经营许可证', '准予从事道路普通货物运输', 4),
  of('police', 3, '特种行业许可决定书', '普通', '特种行业许可证', '准予从事旅馆业经营', null),
  of('labour', 2, '劳务派遣经营许可决定书', '普通', '劳务派遣经营许可证', '准予从事劳务派遣业务', 3),
  of('water', 2, '取水许可决定书', '特许', '取水许可证', '准予取用地表水', 5),
  of(
    'agriculture',
    2,
    '动物防疫条件审查决定书',
    '核准',
    '动物防疫条件合格证',
    '经审查符合动物防疫条件',
    null,
  ),
  of('health', 2, '公共场所卫生许可决定书', '普通', '卫生许可证', '准予从事公共场所经营活动', 4),
  of('culture', 2, '网络文化经营许可决定书', '普通', '网络文化经营许可证', '准予从事网络文化经营活动', 3),
  of(
    'emergency',
    1,
    '危险化学品经营许可决定书',
    '普通',
    '危险化学品经营许可证',
    '准予经营危险化学品（不带储存）',
    3,
  ),
  of('approval', 10, '准予行政许可决定书', '其他', '', '准予行政许可', 1),
]

function of(
  authority: AuthorityKey,
  weight: number,
  document: string,
  klass: string,
  certificate: string,
  content: string,
  years: number | null,
): Permit {
  return { authority, weight, document, klass, certificate, content, years }
}
