import { organisationCodeOf, usccOf } from '@xinqiao/standards'
import {
  type Company,
  type CompanyCore,
  codeScatters,
  companyIndexOf,
  companyLabel,
  drawCompany,
  drawCore,
} from './company.ts'
import { drawPerson, type Person, personScatter } from './person.ts'
import { createRandom, type Random } from './random.ts'
import { type AuthorityKey, authorities, authorityIndex } from './words/authorities.ts'
import { type City, cities, type Region } from './words/regions.ts'

/** One authority of one city. */
export type Department = {
  index: number
  name: string
  uscc: string
  region: Region
  key: AuthorityKey
  mark: string
}

/** What decides a world. Companies up to 10 million; `home` is the code of a city that holds nine firms of ten. */
export type WorldOptions = { seed: number; companies: number; persons?: number; home?: string }

/** A world whose every member is computed from its number; nothing is kept but the departments met. */
export type World = {
  companies: number
  persons: number
  departments: number
  random: Random
  companyAt: (index: number) => Company
  /** Names, codes and place of a company at a third of the cost of the whole. */
  coreAt: (index: number) => CompanyCore
  /** The company that carries a unified code of this world, or null. */
  companyOf: (uscc: string) => Company | null
  personAt: (index: number) => Person
  departmentAt: (index: number) => Department
  departmentOf: (key: AuthorityKey, city: City) => Department
}

/** Opens a world; throws RangeError for a seed that is no safe integer, a count outside 1 … 10,000,000, an unknown `home`. */
export function world(options: WorldOptions): World {
  const { seed, companies } = options
  const persons = options.persons ?? Math.max(1000, companies)
  for (const count of [companies, persons])
    if (!Number.isInteger(count) || count < 1 || count > 10_000_000)
      throw new RangeError('companies and persons must lie in 1 … 10,000,000')
  if (!Number.isSafeInteger(seed)) throw new RangeError('seed must be a safe integer')
  const home = cities.find(({ code }) => code === options.home)
  if (options.home !== undefined && !home) throw new RangeError(`no city ${options.home} in this world`)
  const random = createRandom(seed)
  const place = personScatter(seed)
  const source = { random, companies, persons, home, place, ...codeScatters(seed) }
  const known = new Map<number, Department>()
  const departmentAt = (index: number): Department => {
    const at = index % (cities.length * authorities.length)
    const department = known.get(at) ?? drawDepartment(at)
    known.set(at, department)
    return department
  }
  return {
    companies,
    persons,
    departments: cities.length * authorities.length,
    random,
    companyAt: (index) => drawCompany(source, index % companies),
    coreAt: (index) => drawCore(source, random.split(companyLabel, index % companies), index % companies),
    companyOf: (uscc) => {
      const index = companyIndexOf(source, uscc)
      const company = index !== null && index < companies ? drawCompany(source, index) : null
      return company?.uscc === uscc ? company : null
    },
    personAt: (index) => drawPerson(random, place, index % persons),
    departmentAt,
    departmentOf: (key, city) =>
      departmentAt(cities.indexOf(city) * authorities.length + authorityIndex[key]),
  }
}

function drawDepartment(index: number): Department {
  const city = cities[Math.floor(index / authorities.length)] as City
  const { key, suffix, mark } = authorities[index % authorities.length] as (typeof authorities)[number]
  const code = organisationCodeOf(`0${String(9_000_000 + index).padStart(7, '0')}`)
  return {
    index,
    name: nameOf(key, suffix, city),
    uscc: usccOf(`11${city.code}${code}`),
    region: { code: city.code, name: city.name },
    key,
    mark,
  }
}

function nameOf(key: AuthorityKey, suffix: string, city: City): string {
  if (key === 'tax') return `国家税务总局${city.name}税务局`
  if (key === 'court') return `${city.name}中级人民法院`
  return city.name + suffix
}
