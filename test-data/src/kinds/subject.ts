import { dayOf, monthStart, serialOf } from '../calendar.ts'
import type { Company } from '../company.ts'
import type { AuthorityKey } from '../words/authorities.ts'
import type { Department } from '../world.ts'
import type { Draw } from './column.ts'
import type { Party } from './party.ts'

/** The identifier block that most feeds open with; `FDDBR` is ignored by kinds without that column. */
export function subjectCells(company: Company): Record<string, string> {
  return {
    ZTMC: company.name,
    TYSHXYDM: company.uscc,
    ZCH: company.registrationNumber,
    ZZJGDM: company.organisationCode,
    FDDBR: company.legalRepresentative,
  }
}

/** The identifier block of a row that may be about a person; identity number under ZJHM. */
export function partyBlock(party: Party): Record<string, string> {
  if (party.company) return subjectCells(party.company)
  return { ZTMC: party.person.name, ZJHM: party.person.residentId }
}

/** The authority that determined (RDJG) and delivered (SJLY) a row. */
export function organCells(organ: Department): Record<string, string> {
  return { RDJG: organ.name, RDJGDM: organ.uscc, SJLY: organ.name, SJLYDM: organ.uscc }
}

/** The authority of a kind in the draw's city or the company's. */
export function organOf(from: Draw, key: AuthorityKey, company: Company): Department {
  return from.world.departmentOf(key, from.city ?? company.city)
}

/** Company and period of a row of a periodic feed: `periods` rows per company, so that no period repeats. */
export function periodic(from: Draw, periods: number): { company: Company; back: number } {
  const number = Math.floor(from.index / periods)
  return { company: from.world.companyAt(number), back: from.index % periods }
}

/** YYYY-MM some months before the month of `day`. */
export function monthBack(day: string, back: number): string {
  return monthStart(day, -back).slice(0, 7)
}

/** A day after `day` by low … high days, or '' when that lies beyond the last day of the draw. */
export function later(from: Draw, day: string, low: number, high: number): string {
  const serial = serialOf(day) + from.random.between(low, high)
  return serial > serialOf(from.day) ? '' : dayOf(serial)
}
