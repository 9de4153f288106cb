import { branchOf } from './branch.ts'

export type NameParts = { region: string; trade: string; industry: string; form: string; branch: string }

const forms = [
  '股份有限公司',
  '有限责任公司',
  '有限公司',
  '股份公司',
  '集团公司',
  '总公司',
  '公司',
  '合伙企业',
  '专业合作社',
  '合作社',
  '个人独资企业',
  '集团',
  '厂',
  '店',
  '部',
  '社',
  '院',
  '所',
  '中心',
  '行',
  '站',
  '场',
  '馆',
]
const industries = [
  '信息技术',
  '网络科技',
  '电子商务',
  '房地产开发',
  '建筑工程',
  '文化传媒',
  '生物科技',
  '投资管理',
  '物业管理',
  '科技发展',
  '科技',
  '贸易',
  '商贸',
  '实业',
  '工贸',
  '机械',
  '电子',
  '建设',
  '建筑',
  '工程',
  '食品',
  '餐饮',
  '服饰',
  '服装',
  '纺织',
  '化工',
  '医药',
  '物流',
  '运输',
  '咨询',
  '传媒',
  '文化',
  '教育',
  '农业',
  '环保',
  '能源',
  '材料',
  '五金',
  '印刷',
  '包装',
  '家具',
  '汽车',
  '设备',
  '装饰',
  '置业',
  '投资',
  '租赁',
  '软件',
]

/**
 * The statutory parts of a company name: region, trade name, industry, organisation form, and the branch after it.
 * `isRegion` tells whether a prefix names a region; the longest is taken, also after the form in brackets.
 */
export function nameParts(name: string, isRegion: (prefix: string) => boolean): NameParts {
  const split = branchOf(name)
  const parent = split && split.parent !== '' ? split.parent : name
  const branch = split && split.parent !== '' ? split.branch : ''
  const bracket = /[（(]([\p{Script=Han}]{2,8})[）)]/u.exec(parent)
  const bracketRegion = bracket && isRegion(bracket[1]!) ? bracket[1]! : ''
  let rest = bracketRegion ? parent.replace(bracket![0], '') : parent
  let region = ''
  for (let length = Math.min(12, rest.length - 2); length >= 2; length--) {
    if (!isRegion(rest.slice(0, length))) continue
    region = rest.slice(0, length)
    rest = rest.slice(length)
    break
  }
  const form = forms.find((f) => rest.endsWith(f) && rest.length > f.length) ?? ''
  rest = rest.slice(0, rest.length - form.length)
  const industry = industries.find((i) => rest.endsWith(i) && rest.length >= i.length + 2) ?? ''
  return {
    region: region || bracketRegion,
    trade: rest.slice(0, rest.length - industry.length),
    industry,
    form,
    branch,
  }
}
