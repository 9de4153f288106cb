import { organisationCodeOf, registrationNumberOf, usccOf } from '@xinqiao/standards'
import { dayOf, serialOf } from './calendar.ts'
import { companyName } from './name.ts'
import { personNameAt } from './person.ts'
import { hashOf, type Random, type Scatter, scatter, weighted } from './random.ts'
import { deniedBrandIn } from './words/denied-brands.ts'
import { type Industry, industries, shops } from './words/industries.ts'
import { type City, cities, type Region, shortCity } from './words/regions.ts'

/** What kind of organisation a company is; branches are enterprises with a parent. */
export type CompanyKind =
  | 'enterprise'
  | 'individual-business'
  | 'cooperative'
  | 'social-organisation'
  | 'public-institution'

/** One synthetic organisation. All codes are valid; days are YYYY-MM-DD. */
export type Company = {
  index: number
  name: string
  /** Earlier registered names, latest first. */
  formerNames: string[]
  /** How people call it, e.g. region and trade name. */
  shortName: string
  uscc: string
  /** Nine characters without hyphen. */
  organisationCode: string
  /** Old 15-digit number; empty for those founded after 2015-09. */
  registrationNumber: string
  taxNumber: string
  kind: CompanyKind
  /** Today's district; the district inside `uscc` may be abolished or unknown. */
  region: Region
  city: City
  industry: Industry
  founded: string
  /** Number of the person who represents it. */
  representative: number
  legalRepresentative: string
  address: string
  /** Registered capital in units of 10,000 yuan, decimal text. */
  capital: string
  scope: string
  status: 'active' | 'revoked' | 'deregistered' | 'moved'
  /** Number of the parent enterprise when this is a branch. */
  parent: number | null
}

/** What a company is drawn from; `home` concentrates firms in one city. */
export type CompanySource = {
  random: Random
  companies: number
  persons: number
  home: City | undefined
  place: (index: number) => number
  numbers: Scatter
  letters: Scatter
}

const kindOf = weighted<CompanyKind>([
  ['enterprise', 62],
  ['individual-business', 30],
  ['cooperative', 4],
  ['social-organisation', 2],
  ['public-institution', 2],
])
const statusOf = weighted<Company['status']>([
  ['active', 90],
  ['deregistered', 6],
  ['revoked', 3],
  ['moved', 1],
])
/** The stream label of companies, hashed once. */
export const companyLabel = hashOf('company')
const cityOf = weighted(cities.map((city) => [city, city.weight] as const))
const industryOf = weighted(industries.map((industry) => [industry, industry.weight] as const))
const shopOf = weighted(shops.map((shop) => [shop, shop.weight] as const))
const coops = industries.filter(({ code }) => code.startsWith('A'))
/** Branches are 11.6 % of all rows of a real register; enterprises are 62 % here. */
const branchShare = 0.116 / 0.62
const codesSince = serialOf('2015-10-01')
const firstFounded = serialOf('1985-01-02')
const lastFounded = serialOf('2024-12-30')
const typeCodes = {
  enterprise: '91',
  'individual-business': '92',
  cooperative: '93',
  'social-organisation': '52',
  'public-institution': '12',
} as const
const letters = '0123456789ABCDEFGHJKLMNPQRTUWY'

/** The part of a company that a penalty row needs; `founded` as a running day number. */
export type CompanyCore = Pick<
  Company,
  'name' | 'formerNames' | 'shortName' | 'uscc' | 'organisationCode' | 'registrationNumber' | 'taxNumber'
> &
  Pick<Company, 'kind' | 'region' | 'city' | 'industry' | 'parent'> & { founded: number }

/** Names, codes, place and line of business of company number `index`; `random` is that company's own stream. */
export function drawCore(source: CompanySource, random: Random, index: number): CompanyCore {
  const kind = kindOf(random)
  const parent =
    kind === 'enterprise' && random.chance(branchShare) ? findParent(source, random, index) : null
  const city = source.home && random.chance(0.9) ? source.home : cityOf(random)
  const region = random.pick(city.districts)
  const own =
    kind === 'individual-business'
      ? shopOf(random)
      : kind === 'cooperative'
        ? random.pick(coops)
        : industryOf(random)
  const founded = firstFounded + Math.floor((lastFounded - firstFounded) * Math.sqrt(random.float()))
  const head = parent === null ? null : drawCore(source, source.random.split(companyLabel, parent), parent)
  const names = head
    ? branchNames(head, { city, region }, random)
    : companyName({ kind, city, region, industry: own }, random)
  const codes = drawCodes(source, random, { index, kind, city, region, founded })
  return {
    name: names.name,
    formerNames: names.formerNames,
    shortName: names.shortName,
    uscc: codes.uscc,
    organisationCode: codes.organisationCode,
    registrationNumber: codes.registrationNumber,
    taxNumber: codes.taxNumber,
    kind,
    region,
    city,
    industry: head?.industry ?? own,
    parent,
    founded,
  }
}

/** Company number `index`; the same for the same world, whatever was asked before. */
export function drawCompany(source: CompanySource, index: number): Company {
  const random = source.random.split(companyLabel, index)
  const core = drawCore(source, random, index)
  const representative = random.int(source.persons)
  return {
    ...core,
    index,
    founded: dayOf(core.founded),
    representative,
    legalRepresentative: personNameAt(source.random, source.place, representative),
    address: addressIn(core.city, core.region, random),
    capital: capitalOf(core.kind, random),
    scope: core.industry.scope,
    status: statusOf(random),
  }
}

/** An address in a district; streets are invented. */
export function addressIn(city: City, region: Region, random: Random): string {
  const place =
    city.province === city.name ? city.name + region.name : city.province + city.name + region.name
  const street = `${random.pick(streetFirst)}${random.pick(streetSecond)}${random.pick(['路', '街', '大道', '巷'])}`
  const room = random.chance(0.6) ? `${random.between(1, 28)}幢${random.between(101, 2409)}室` : ''
  return `${place}${street}${random.between(1, 1999)}号${room}`
}

const streetFirst = Array.from('沐禾澜霁岑屿栩珞笙珩澄苒葭朔棠衡砺泓淇溯')
const streetSecond = ['桥', '川', '塘', '原', '岭', '湖', '浦', '庄', '园', '渡'] as const

function findParent(source: CompanySource, random: Random, index: number): number | null {
  let candidate = random.int(source.companies)
  for (let tries = 0; tries < 40; tries++, candidate = (candidate + 1) % source.companies) {
    if (candidate === index) continue
    const other = source.random.split(companyLabel, candidate)
    if (kindOf(other) === 'enterprise' && !other.chance(branchShare)) return candidate
  }
  return null
}

function branchNames(
  parent: Pick<Company, 'name' | 'formerNames' | 'shortName'>,
  place: { city: City; region: Region },
  random: Random,
) {
  const word = random.chance(0.5) ? shortCity(place.city) : place.region.name.replace(/[区市县]$/, '')
  const order = random.chance(0.15) ? random.pick(['第一', '第二', '第三']) : ''
  const form = random.pick(['分公司', '分公司', '分公司', '营业部', '分店'])
  return {
    name: parent.name + word + order + form,
    formerNames: parent.formerNames.slice(0, 1).map((former) => former + word + order + form),
    shortName: deniedBrandIn(parent.shortName + word)
      ? parent.shortName + form
      : parent.shortName + word + form,
  }
}

type CodeParts = { index: number; kind: CompanyKind; city: City; region: Region; founded: number }

function drawCodes(source: CompanySource, random: Random, parts: CodeParts) {
  const { index, kind, city, region, founded } = parts
  const old = founded < codesSince
  const organisationCode = organisationCodeOf(
    old ? `9${pad(source.numbers.at(index), 7)}` : `MAY${lettersOf(source.letters.at(index))}`,
  )
  const roll = random.float()
  const abolished = city.abolished[random.int(Math.max(1, city.abolished.length))]
  const place =
    roll < 0.078 && abolished
      ? abolished
      : roll < 0.0926
        ? `${city.code.slice(0, 4)}9${random.int(2) * 7 + 1}`
        : region.code
  const uscc = usccOf(`${typeCodes[kind]}${place}${organisationCode}`)
  const sequence = (kind === 'individual-business' ? 6e7 : 1e7) + source.numbers.at(index) * 3
  const registered = old && kind !== 'social-organisation' && kind !== 'public-institution'
  return {
    uscc,
    organisationCode,
    registrationNumber: registered ? registrationNumberOf(place + sequence) : '',
    taxNumber: old ? place + organisationCode : uscc,
  }
}

function lettersOf(value: number): string {
  let rest = value
  let text = ''
  for (let i = 0; i < 5; i++) {
    text += letters[rest % 30]
    rest = Math.floor(rest / 30)
  }
  return text
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

function capitalOf(kind: CompanyKind, random: Random): string {
  if (kind === 'public-institution') return String(random.between(3, 900))
  const median = kind === 'individual-business' ? 5 : 100
  const amount = random.logNormal(median, 1.3)
  if (random.chance(0.08)) return amount.toFixed(4)
  return amount < 20 ? String(Math.max(1, Math.round(amount))) : String(Math.round(amount / 10) * 10)
}

/** Number of the company that carries a code of this world, or null; told from the organisation number inside. */
export function companyIndexOf(source: CompanySource, uscc: string): number | null {
  const own = uscc.slice(8, 16)
  if (/^9\d{7}$/.test(own)) return source.numbers.indexOf(Number(own.slice(1)))
  if (!own.startsWith('MAY')) return null
  let value = 0
  for (const letter of Array.from(own.slice(3)).reverse()) value = value * 30 + letters.indexOf(letter)
  return value < 0 ? null : source.letters.indexOf(value)
}

/** The two number scatterers a world needs: 10 million numeric and 24.3 million lettered organisation codes. */
export function codeScatters(seed: number): Pick<CompanySource, 'numbers' | 'letters'> {
  return {
    numbers: scatter(10_000_000, seed),
    letters: scatter(30 ** 5, seed),
  }
}
