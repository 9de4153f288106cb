/** The year before the first of each era, by the name or letter that forms print. */
const before: Readonly<Record<string, number>> = {
  明治: 1867,
  大正: 1911,
  昭和: 1925,
  平成: 1988,
  令和: 2018,
  M: 1867,
  T: 1911,
  S: 1925,
  H: 1988,
  R: 2018,
  民国: 1911,
  民國: 1911,
  中华民国: 1911,
  中華民國: 1911,
}
const yearsMax: Readonly<Record<string, number>> = {
  明治: 45,
  M: 45,
  大正: 15,
  T: 15,
  昭和: 64,
  S: 64,
  平成: 31,
  H: 31,
}

/** The common year of an era year (`平成29`, `H28`, `令和元`, `民国110`), or null when it is not one. */
export function eraYear(text: string): number | null {
  const parts = /^(\p{L}{1,4}?)([0-9]{1,3}|元)$/u.exec(text.toUpperCase())
  if (parts === null || !Object.hasOwn(before, parts[1]!)) return null
  const count = parts[2] === '元' ? 1 : Number(parts[2])
  const max = yearsMax[parts[1]!] ?? 200
  return count >= 1 && count <= max ? before[parts[1]!]! + count : null
}
