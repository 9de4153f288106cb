import { dayOf, serialOf } from '../calendar.ts'
import type { Company } from '../company.ts'
import type { Person } from '../person.ts'
import type { Random } from '../random.ts'
import { type City, cities } from '../words/regions.ts'
import type { Draw } from './column.ts'

/** Who a row is about. */
export type Party = { company: Company; person: null } | { company: null; person: Person }

const tailExponent = 1.7

/** A company older than the draw's last day, so drawn that few have very many records and many have none. */
export function busyCompany(from: Draw): Company {
  const { world, random } = from
  const draw = () => world.companyAt(Math.floor(world.companies * random.float() ** tailExponent))
  let company = draw()
  for (let tries = 0; tries < 20 && company.founded >= from.day; tries++) company = draw()
  return company
}

/** A company or, with the given share, a natural person. */
export function drawParty(from: Draw, personShare: number): Party {
  if (!from.random.chance(personShare)) return { company: busyCompany(from), person: null }
  return { company: null, person: from.world.personAt(from.random.int(from.world.persons)) }
}

/** A day in [first, day], newer ones likelier; never before the company existed. */
export function eventDay(from: Draw, founded?: string): string {
  const last = serialOf(from.day)
  let first = serialOf(from.first)
  if (founded) first = Math.max(first, Math.min(serialOf(founded) + 30, last))
  return dayOf(last - Math.floor((last - first) * from.random.float() ** 1.5))
}

/** Counterparty class in the wording of the double-publicity standard. */
export function classOf(party: Party): string {
  if (party.person) return '自然人'
  return party.company.kind === 'individual-business' ? '个体工商户' : '法人及非法人组织'
}

/** The columns that say who a double-publicity row is about, under a prefix (CF or XK). */
export function partyCells(prefix: 'CF' | 'XK', from: Draw, party: Party): Record<string, string> {
  const { company, person } = party
  if (person)
    return {
      [`${prefix}_XDR_MC`]: person.name,
      [`${prefix}_XDR_LB`]: '自然人',
      [`${prefix}_XDR_ZJLX`]: '身份证',
      [`${prefix}_XDR_ZJHM`]: person.residentId,
    }
  const representative = from.random.chance(0.3) ? from.world.personAt(company.representative) : null
  return {
    [`${prefix}_XDR_MC`]: company.name,
    [`${prefix}_XDR_LB`]: classOf(party),
    [`${prefix}_XDR_SHXYM`]: company.uscc,
    [`${prefix}_XDR_GSZC`]: company.registrationNumber,
    [`${prefix}_XDR_ZZJG`]: company.organisationCode,
    [`${prefix}_FRDB`]: company.legalRepresentative,
    [`${prefix}_FR_ZJLX`]: representative ? '身份证' : '',
    [`${prefix}_FR_ZJHM`]: representative?.residentId ?? '',
  }
}

/** The city whose authority acts on a party. */
export function cityOf(from: Draw, party: Party): City {
  return from.city ?? party.company?.city ?? from.random.pick(cities)
}

/** Document number with its year and a running number that is unique within a file. */
export function documentNumber(word: string, day: string, from: Draw): string {
  return `${word}〔${day.slice(0, 4)}〕${from.index + 1}号`
}

/** An odd-looking amount in whole yuan around a median. */
export function oddAmount(random: Random, median: number, sigma: number): number {
  const amount = Math.min(1_500_000, Math.max(100, random.logNormal(median, sigma)))
  const roll = random.float()
  const step = roll < 0.45 ? 1000 : roll < 0.75 ? 100 : roll < 0.9 ? 10 : 1
  return Math.max(step, Math.round(amount / step) * step)
}

/** Whole yuan as decimal text in units of 10,000 yuan. */
export function inWan(yuan: number): string {
  const text = String(yuan).padStart(5, '0')
  const fraction = text.slice(-4).replace(/0+$/, '')
  return text.slice(0, -4) + (fraction ? `.${fraction}` : '')
}
