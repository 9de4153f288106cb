const categories = [
  'registration',
  'judicial',
  'administrative',
  'occupation',
  'abnormal-list',
  'serious-list',
  'contract',
  'commitment',
  'evaluation',
  'compliance',
  'honour',
  'intellectual-property',
  'voluntary',
] as const
export type Category = (typeof categories)[number]

/** Sections of a page, in the order of the national report standard. */
export const categoryOrder: Category[] = [
  'serious-list',
  'abnormal-list',
  'administrative',
  'judicial',
  'honour',
  'evaluation',
  'commitment',
  'contract',
  'compliance',
  'registration',
  'occupation',
  'intellectual-property',
  'voluntary',
]

export const categoryTitles: Record<Category, { 'zh-CN': string; 'zh-Hant': string; en: string }> = {
  registration: { 'zh-CN': '登记注册基本信息', 'zh-Hant': '登記註冊基本資訊', en: 'Registration' },
  judicial: {
    'zh-CN': '司法裁判及执行信息',
    'zh-Hant': '司法裁判及執行資訊',
    en: 'Judgments and enforcement',
  },
  administrative: { 'zh-CN': '行政管理信息', 'zh-Hant': '行政管理資訊', en: 'Administrative acts' },
  occupation: { 'zh-CN': '职称和职业信息', 'zh-Hant': '職稱和職業資訊', en: 'Titles and occupations' },
  'abnormal-list': {
    'zh-CN': '经营（活动）异常名录信息',
    'zh-Hant': '經營（活動）異常名錄資訊',
    en: 'Abnormal-operation lists',
  },
  'serious-list': {
    'zh-CN': '严重失信主体名单信息',
    'zh-Hant': '嚴重失信主體名單資訊',
    en: 'Serious-dishonesty lists',
  },
  contract: { 'zh-CN': '合同履行信息', 'zh-Hant': '合同履行資訊', en: 'Contract performance' },
  commitment: { 'zh-CN': '信用承诺及履行信息', 'zh-Hant': '信用承諾及履行資訊', en: 'Commitments' },
  evaluation: { 'zh-CN': '信用评价结果信息', 'zh-Hant': '信用評價結果資訊', en: 'Evaluation results' },
  compliance: { 'zh-CN': '遵守法律法规情况信息', 'zh-Hant': '遵守法律法規情況資訊', en: 'Compliance' },
  honour: { 'zh-CN': '诚实守信相关荣誉信息', 'zh-Hant': '誠實守信相關榮譽資訊', en: 'Honours' },
  'intellectual-property': {
    'zh-CN': '知识产权信息',
    'zh-Hant': '智慧財產權資訊',
    en: 'Intellectual property',
  },
  voluntary: { 'zh-CN': '自愿提供的信用信息', 'zh-Hant': '自願提供的信用資訊', en: 'Voluntarily supplied' },
}
