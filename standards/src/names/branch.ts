const branchEnd =
  /(?:分公司|子公司|支公司|分行|支行|分理处|分社|信用社|储蓄所|营业部|营业厅|营业所|营业处|分店|门市部|门市|经销部|分销店|专卖店|加油站|分厂|分院|分校|分所|分部|分中心|办事处|办公室|代表处|工作站|服务站|项目部|营销部|销售部|经营部)$/u
const parentForm =
  /(?:股份有限公司|有限责任公司|有限公司|股份公司|集团公司|合作社|银行|总公司|公司|中心|医院|学校|厂|社)/gu

/**
 * Parent and branch of a name that says that it is a branch (…有限公司宁波分公司): the part up to the first organisation
 * form, and the rest. Null for a name that is none. A branch is an entity of its own, related to its parent.
 */
export function branchOf(name: string): { parent: string; branch: string } | null {
  const text = name.length > 300 ? name.slice(0, 300) : name
  if (!branchEnd.test(text)) {
    const inner = /^(.{4,}?(?:股份有限公司|有限责任公司|有限公司))(?![）)])(.{2,})$/u.exec(text)
    return inner && !/^(?:集团|党|工会)/u.test(inner[2]!) ? { parent: inner[1]!, branch: inner[2]! } : null
  }
  parentForm.lastIndex = 0
  for (let found = parentForm.exec(text); found; found = parentForm.exec(text)) {
    const end = found.index + found[0].length
    if (end >= text.length) break
    if (found.index >= 2) return { parent: text.slice(0, end), branch: text.slice(end) }
  }
  return { parent: '', branch: text }
}
