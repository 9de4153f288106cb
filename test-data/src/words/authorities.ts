/** One kind of authority; `mark` is its word in document numbers. */
export type Authority = { key: AuthorityKey; suffix: string; mark: string }

const suffixes = {
  market: ['市场监督管理局', '市监'],
  environment: ['生态环境局', '环'],
  emergency: ['应急管理局', '应急'],
  tax: ['税务局', '税'],
  labour: ['人力资源和社会保障局', '人社'],
  housing: ['住房和城乡建设局', '建'],
  transport: ['交通运输局', '交'],
  health: ['卫生健康委员会', '卫'],
  urban: ['综合行政执法局', '综执'],
  police: ['公安局', '公'],
  fire: ['消防救援支队', '消'],
  agriculture: ['农业农村局', '农'],
  land: ['自然资源和规划局', '自然资'],
  water: ['水利局', '水'],
  culture: ['文化广电和旅游局', '文'],
  reform: ['发展和改革委员会', '发改'],
  finance: ['财政局', '财'],
  civil: ['民政局', '民'],
  medicare: ['医疗保障局', '医保'],
  commerce: ['商务局', '商'],
  industry: ['工业和信息化局', '工信'],
  court: ['人民法院', '法'],
  fund: ['住房公积金管理中心', '公积金'],
  approval: ['行政审批局', '行审'],
} as const

/** Key of an authority kind. */
export type AuthorityKey = keyof typeof suffixes

/** Kinds of authorities, in the order departments are numbered. */
export const authorities: readonly Authority[] = Object.entries(suffixes).map(([key, [suffix, mark]]) => ({
  key: key as AuthorityKey,
  suffix,
  mark,
}))

/** Position of an authority kind in `authorities`. */
export const authorityIndex: Readonly<Record<AuthorityKey, number>> = Object.fromEntries(
  authorities.map(({ key }, index) => [key, index]),
) as Record<AuthorityKey, number>
