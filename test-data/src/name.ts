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

/** Name, earlier names (9 % of firms have one) and the name people use. */
export function companyName(
  parts: NameParts,
  random: Random,
): { name: string; formerNames: string[]; shortName: string } {
  const word = random.pick(parts.industry.words)
  const trade = drawTrade(random, word)
  const layout = random.float()
  const name = compose(parts, trade, word, layout)
  const formerNames: string[] = []
  const changes = random.float()
  if (changes < 0.09) {
    formerNames.push(formerName(parts, { trade, word, layout }, random))
    if (changes < 0.01) formerNames.push(compose(parts, drawTrade(random, word), word, random.float()))
  }
  const shortName = random.chance(0.6) ? shortCity(parts.city) + trade : trade + word
  return { name, formerNames: formerNames.filter((former) => former !== name), shortName }
}

/** An invented trade name that forms no well-known brand, not even together with the word after it. */
export function drawTrade(random: Random, wordAfter: string): string {
  for (;;) {
    const roll = random.float()
    let trade = random.pick(firstSyllables) + random.pick(secondSyllables)
    if (roll < 0.72) trade += random.pick(thirdSyllables)
    else if (roll > 0.9965)
      trade = random.pick(rareSyllables) + random.pick(secondSyllables) + random.pick(thirdSyllables)
    else if (roll > 0.99) trade = random.pick(numberTrades)
    if (deniedBrandIn(trade + wordAfter) === null) return trade
  }
}

function formerName(
  parts: NameParts,
  now: { trade: string; word: string; layout: number },
  random: Random,
): string {
  if (random.chance(0.4)) return compose(parts, now.trade, random.pick(parts.industry.words), now.layout)
  if (random.chance(0.3)) return compose(parts, now.trade, now.word, random.float())
  return compose(parts, drawTrade(random, now.word), now.word, now.layout)
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
