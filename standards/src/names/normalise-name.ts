import { tidyText } from '../text/tidy.ts'
export type NormalisedName = { name: string; changes: string[]; aliases: string[] }
export function normaliseName(text: string): NormalisedName {
  const tidy = tidyText(text.slice(0, 2000))
  let name = tidy.replace(/\(/g, '（').replace(/\)/g, '）').replace(/(?<=[\p{Script=Han}（）])\s+(?=[\p{Script=Han}（）])/gu, '').replace(/[*?]+$/, '')
  const aliases: string[] = []
  const m = /^(.*?)（(?:原名|曾用名)[:：]?(.+?)）$/.exec(name)
  if (m) { name = m[1]!; aliases.push(m[2]!) }
  return { name, changes: name === text ? [] : ['form'], aliases }
}
