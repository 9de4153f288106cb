import { branchOf } from './branch.ts'
import { industryStart } from './industry-words.ts'

/** The statutory parts of a company name as printed; a part that is absent is ''. Of a branch, its parent's parts. */
export type NameParts = { region: string; trade: string; industry: string; form: string; branch: string }

const nameMax = 300
const regionMax = 12
const regionLevels = 3
const tradeMin = 2
const forms =
  /(?:[（(]?集团[）)]?)?(?:股份有限公司|有限责任公司|有限公司|股份公司|总公司|公司)$|(?:专业合作社联合社|专业合作社|供销合作社|合作社|合伙企业|个人独资企业|事务所|研究院|研究所|集团|总厂|商店|商场|商行|工厂|经营部|中心|厂|店|部|社|院|所|行|站|场|馆)(?:[（(](?:有限合伙|普通合伙|特殊普通合伙)[）)])?$/u

/**
 * The statutory parts of a company name: region, trade name (字号), industry, organisation form, and the branch after
 * it. `isRegion` tells whether a text names a region; the longest prefix is taken, then lower levels that end in
 * 省市区县, or a region in brackets. The industry is a run of common trade words, the trade name what remains.
 */
export function nameParts(name: string, isRegion: (prefix: string) => boolean): NameParts {
  const text = name.slice(0, nameMax)
  const split = branchOf(text)
  const whole = split === null || split.parent === '' ? text : split.parent
  const bracket = bracketedRegion(whole, isRegion)
  const firm = bracket === null ? whole : whole.slice(0, bracket.from) + whole.slice(bracket.to)
  const region = leadingRegion(firm, isRegion)
  const form = forms.exec(firm.slice(region.length))?.[0] ?? ''
  const named = firm.slice(region.length, firm.length - form.length)
  const industry = industryStart(named, named.length, tradeMin)
  return {
    region: region === '' ? (bracket?.region ?? '') : region,
    trade: named.slice(0, industry),
    industry: named.slice(industry),
    form,
    branch: whole === text ? '' : split!.branch,
  }
}

function bracketedRegion(
  text: string,
  isRegion: (prefix: string) => boolean,
): { region: string; from: number; to: number } | null {
  const found = /[（(](\p{Script=Han}{2,12})[）)]/u.exec(text)
  if (found === null || !isRegion(found[1]!)) return null
  return { region: found[1]!, from: found.index, to: found.index + found[0].length }
}

function leadingRegion(text: string, isRegion: (prefix: string) => boolean): string {
  let end = 0
  for (let level = 0; level < regionLevels; level++) {
    const length = regionAt(text, end, isRegion)
    if (length === 0) break
    end += length
    // The list may know 吴江 only as a district while the name still calls it a city.
    if (/[^省市区县旗州盟]$/u.test(text.slice(0, end)) && /^[市县区](?!场|政|属)/u.test(text.slice(end)))
      end++
  }
  return text.slice(0, end)
}

function regionAt(text: string, from: number, isRegion: (prefix: string) => boolean): number {
  for (let length = Math.min(regionMax, text.length - from - tradeMin); length >= 2; length--) {
    const part = text.slice(from, from + length)
    // 上海南京路…: after the first region only one that says what it is can be told from a trade name.
    if ((from === 0 || /[省市区县旗州盟]$/u.test(part)) && isRegion(part)) return length
  }
  return 0
}
