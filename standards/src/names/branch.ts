const nameMax = 300
const legalForms = ['股份有限公司', '有限责任公司', '有限公司', '股份公司'] as const
/** Endings that alone say "part of somebody", even when the parent cannot be told from the name. */
const partEnd =
  /(?:分公司|支公司|分行|支行|分理处|分社|储蓄所|分店|分厂|分院|分校|分所|分部|分中心|支局|分局)$/u
/** Endings of establishments: a branch when a parent's form stands before them. */
const unitEnd =
  /(?:营业部|营业厅|营业所|营业处|信用社|门市部?|经销部|分销店|专卖店|加油站|办事处|代表处|办公室|工作站|服务站|项目部|营销部|销售部|经营部|供销部|服务部|服务社|招待所|宾馆|酒店|饭店|食堂|超市|商场|商店|药店|药房|书店|市场|仓库|工厂|中心|邮政所|代办所|餐厅|车队|工程队|[店站部厂场所处点队库亭馆矿])$/u
/** Parents without a company form; banks and co-operatives have branches of every kind. */
const otherForms =
  /(?:合作社|联合社|供销社|信用社|联社|银行|集团|总厂|总店|总社|医院|学校|大学|学院|研究院|设计院|事务所|厂)/gu
/** What follows a legal form without being an establishment of the firm. */
const noUnit =
  /^(?:集团|党|工会|企业年金|职工|[（(][^（）()]*[）)]?$)|(?:有限公司|有限责任公司|委员会|工会|支部|基金会|协会|年金计划)$/u

/**
 * Parent and branch of a name that says that it is a branch (…有限公司宁波分公司): the legal person up to the end of its
 * first organisation form, and the rest, also of a branch of a branch. The parent is '' when the name only says that
 * it is a part (中山分公司). Null for a name that is none. A branch is an entity of its own, related to its parent.
 */
export function branchOf(name: string): { parent: string; branch: string } | null {
  const text = name.length > nameMax ? name.slice(0, nameMax) : name
  const legal = endOfLegalForm(text)
  if (legal > 0) return legal < text.length && isUnit(text.slice(legal)) ? parts(text, legal) : null
  const company = text.indexOf('公司') + 2
  if (company > 3 && company < text.length && !partOnly(text, company)) {
    const rest = text.slice(company)
    if ((partEnd.test(rest) || unitEnd.test(rest)) && !noUnit.test(rest)) return parts(text, company)
  }
  const other = endOfOtherForm(text)
  if (other > 0) return parts(text, other)
  return partEnd.test(text) && text.length > 3 ? { parent: '', branch: text } : null
}

function parts(text: string, at: number): { parent: string; branch: string } {
  return { parent: text.slice(0, at), branch: text.slice(at) }
}

/** The end of the first limited-company form that has a name before it, or 0. */
function endOfLegalForm(text: string): number {
  let first = 0
  for (const form of legalForms) {
    const at = text.indexOf(form, 2)
    // Inside brackets it names somebody else: （甲有限公司设立）.
    if (at < 0 || (first > 0 && at + form.length >= first)) continue
    const next = text[at + form.length]
    if (next !== '）' && next !== ')') first = at + form.length
  }
  return first
}

/** Two characters are enough after a legal form: it ends a firm's own name, so what follows is a part of it. */
function isUnit(rest: string): boolean {
  return rest.length >= 2 && !noUnit.test(rest)
}

/** 分公司 and 支公司 end a branch's name, not its parent's. */
function partOnly(text: string, end: number): boolean {
  return /[分支]公司$/u.test(text.slice(0, end))
}

function endOfOtherForm(text: string): number {
  otherForms.lastIndex = 0
  for (let found = otherForms.exec(text); found !== null; found = otherForms.exec(text)) {
    const end = found.index + found[0].length
    const rest = text.slice(end)
    if (found.index < 2 || rest.length < 2 || noUnit.test(rest)) continue
    const isBank = found[0] === '银行'
    if (partEnd.test(rest) || (unitEnd.test(rest) && (!isBank || /营业[部厅所处]$/u.test(rest)))) return end
  }
  return 0
}
