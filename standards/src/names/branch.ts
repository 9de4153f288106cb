const ends = /(?:分公司|支行|分行|营业部|分店|分厂|支公司|办事处|分社|分理处)$/
export function branchOf(name: string): { parent: string; branch: string } | null {
  if (!ends.test(name)) return null
  const at = name.search(/公司(?!$)/)
  return at > 0 && at + 2 < name.length ? { parent: name.slice(0, at + 2), branch: name.slice(at + 2) } : { parent: name, branch: name }
}
