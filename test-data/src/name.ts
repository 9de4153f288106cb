import type { CompanyKind } from './company.ts'
import type { Random } from './random.ts'
import { deniedBrandIn } from './words/denied-brands.ts'
import type { Industry } from './words/industries.ts'
import { type City, type Region, shortCity } from './words/regions.ts'
import {
  firstSyllables,
  numberTrades,
  rareSyllables,
  secondSyllables,
  thirdSyllables,
} from './words/trades.ts'

/** What a name is composed of. */
export type NameParts = { kind: CompanyKind; city: City; region: Region; industry: Industry }

/** Name, earlier names (9 % of firms have one) and the name people use; none contains a well-known brand. */
export function companyName(
  parts: NameParts,
  random: Random,
): { name: string; formerNames: string[]; shortName: string } {
  const word = random.pick(parts.industry.words)
  const layout = random.float()
  const now = invent(parts, { word, layout }, random)
  const shortName = random.chance(0.6) ? shortCity(parts.city) + now.trade : now.trade + word
  const formerNames: string[] = []
  const changes = random.float()
  if (changes < 0.09) {
    formerNames.push(formerName(parts, { trade: now.trade, word, layout }, random))
    if (changes < 0.01) formerNames.push(invent(parts, { word, layout: random.float() }, random).name)
  }
  return { name: now.name, formerNames: formerNames.filter((former) => former !== now.name), shortName }
}

type Frame = { word: string; layout: number }

/** Draws trade names until neither the whole name nor the short ones made of it contain a brand. */
function invent(parts: NameParts, { word, layout }: Frame, random: Random): { trade: string; name: string } {
  for (;;) {
    const trade = drawTrade(random)
    const name = compose(parts, trade, word, layout)
    if (deniedBrandIn(name) === null && deniedBrandIn(shortCity(parts.city) + trade + word) === null)
      return { trade, name }
  }
}

function drawTrade(random: Random): string {
  const roll = random.float()
  const trade = random.pick(firstSyllables) + random.pick(secondSyllables)
  if (roll < 0.72) return trade + random.pick(thirdSyllables)
  if (roll > 0.9965)
    return random.pick(rareSyllables) + random.pick(secondSyllables) + random.pick(thirdSyllables)
  return roll > 0.99 ? random.pick(numberTrades) : trade
}

/** Another line of business, another layout or another trade name, in that order of likelihood. */
function formerName(parts: NameParts, now: Frame & { trade: string }, random: Random): string {
  if (random.chance(0.6)) {
    const word = random.chance(0.6) ? random.pick(parts.industry.words) : now.word
    const former = compose(parts, now.trade, word, word === now.word ? random.float() : now.layout)
    if (deniedBrandIn(former) === null) return former
  }
  return invent(parts, now, random).name
}

function compose(parts: NameParts, trade: string, word: string, layout: number): string {
  const { kind, city, region } = parts
  const short = shortCity(city)
  if (kind === 'individual-business') return `${layout < 0.5 ? city.name : ''}${region.name}${trade}${word}`
  if (kind === 'cooperative') return `${region.name}${trade}${word}专业合作社`
  if (kind === 'social-organisation')
    return `${city.name}${trade}${layout < 0.5 ? '职业培训学校' : '社会工作服务中心'}`
  if (kind === 'public-institution')
    return `${city.name}${region.name}${trade}${layout < 0.4 ? '幼儿园' : layout < 0.7 ? '社区卫生服务中心' : '小学'}`
  if (layout < 0.5) return `${short}${trade}${word}有限公司`
  if (layout < 0.6) return `${city.name}${trade}${word}有限公司`
  if (layout < 0.72) return `${trade}（${short}）${word}有限公司`
  if (layout < 0.8)
    return `${city.province.replace(/[省市]$|壮族自治区$|维吾尔自治区$/, '')}${trade}${word}有限公司`
  if (layout < 0.86) return `${short}${trade}${word}有限责任公司`
  if (layout < 0.91) return `${short}市${region.name}${trade}${word}有限公司`
  if (layout < 0.95) return `${short}${trade}${word}股份有限公司`
  if (layout < 0.98) return `${trade}${word}有限公司`
  return `${short}${trade}集团有限公司`
}
