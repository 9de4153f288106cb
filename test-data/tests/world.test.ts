import { createHash } from 'node:crypto'
import {
  checkOrganisationCode,
  checkRegistrationNumber,
  checkResidentId,
  checkUscc,
  usccDepartment,
} from '@xinqiao/standards'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deniedBrandIn, type World, world } from '../src/index.ts'

const size = 40_000
const scene = world({ seed: 7, companies: size })
const companies = Array.from({ length: size }, (_, index) => scene.companyAt(index))
const share = (holds: (company: (typeof companies)[number]) => boolean) =>
  companies.filter(holds).length / size

const digest = (of: World, order: number[]) =>
  createHash('sha256')
    .update(order.map((index) => JSON.stringify([of.companyAt(index), of.personAt(index)])).join('\n'))
    .digest('hex')
const firstHundred = Array.from({ length: 100 }, (_, index) => index)

describe('a world', () => {
  test('is the same for the same seed, on every machine', () => {
    // A new hash means that every recorded demo and benchmark gets other input: change it knowingly.
    expect(digest(world({ seed: 1, companies: 1000 }), firstHundred)).toBe(
      'e92e2eba1d0189836c580293c776993118724b09ae3cae4612f6fb3c13e28dbf',
    )
  })

  test('gives a member by its number, whatever was asked before', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.nat({ max: 4_999 }), { maxLength: 6 }),
        fc.nat({ max: 4_999 }),
        (seed, before, index) => {
          const [used, fresh] = [world({ seed, companies: 5000 }), world({ seed, companies: 5000 })]
          for (const each of before) used.companyAt(each)
          expect(used.companyAt(index)).toEqual(fresh.companyAt(index))
          expect(used.personAt(index)).toEqual(fresh.personAt(index))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('differs for another seed', () => {
    expect(digest(world({ seed: 1, companies: 1000 }), firstHundred)).not.toBe(
      digest(world({ seed: 2, companies: 1000 }), firstHundred),
    )
  })

  test('refuses sizes it cannot keep unique and seeds that are no whole numbers', () => {
    for (const wrong of [
      { seed: 1, companies: 0 },
      { seed: 1, companies: 10_000_001 },
      { seed: 0.5, companies: 9 },
      { seed: 1, companies: 9, home: '1' },
    ])
      expect(() => world(wrong)).toThrow(RangeError)
  })
})

describe('companies', () => {
  test('carry valid codes that name their kind', () => {
    for (const company of companies) {
      expect(checkUscc(company.uscc)).toEqual({ ok: true, value: company.uscc })
      expect(checkOrganisationCode(company.organisationCode).ok).toBe(true)
      expect(company.uscc.slice(8, 17)).toBe(company.organisationCode)
      if (company.registrationNumber)
        expect(checkRegistrationNumber(company.registrationNumber).ok).toBe(true)
      expect(usccDepartment(company.uscc)).toBe(company.kind)
    }
  })

  test('never share a code, and are found by it', () => {
    expect(new Set(companies.map(({ uscc }) => uscc)).size).toBe(size)
    expect(new Set(companies.map(({ registrationNumber }) => registrationNumber).filter(Boolean)).size).toBe(
      companies.filter(({ registrationNumber }) => registrationNumber).length,
    )
    for (const company of companies.slice(0, 2000)) expect(scene.companyOf(company.uscc)).toEqual(company)
    expect(scene.companyOf('91350100M000100Y43')).toBeNull()
  })

  test('bear no well-known brand in any name', () => {
    for (const { name, shortName, formerNames } of companies)
      for (const text of [name, shortName, ...formerNames])
        expect([text, deniedBrandIn(text)]).toEqual([text, null])
  })

  test('have the shares that real registers have', () => {
    expect(share(({ parent }) => parent !== null)).toBeCloseTo(0.116, 2)
    expect(share(({ formerNames }) => formerNames.length > 0)).toBeGreaterThan(0.06)
    expect(
      share(({ founded, registrationNumber }) => founded < '2015-10-01' && !registrationNumber),
    ).toBeLessThan(0.06)
    const districts = (company: (typeof companies)[number]) => company.uscc.slice(2, 8)
    expect(share((company) => company.city.abolished.includes(districts(company)))).toBeCloseTo(0.073, 1)
    expect(share((company) => /9[18]$/.test(districts(company)))).toBeCloseTo(0.0146, 2)
  })

  test('give branches the name of an enterprise that is no branch itself', () => {
    for (const { parent, name } of companies.slice(0, 4000)) {
      if (parent === null) continue
      const head = scene.companyAt(parent)
      expect(name.startsWith(head.name)).toBe(true)
      expect([head.kind, head.parent]).toEqual(['enterprise', null])
    }
  })

  test('know their representative by number', () => {
    for (const { representative, legalRepresentative } of companies.slice(0, 2000))
      expect(scene.personAt(representative).name).toBe(legalRepresentative)
  })
})

describe('persons and departments', () => {
  test('persons are fictional, unlike each other, with resident numbers that pass every check', () => {
    const persons = firstHundred
      .concat(firstHundred.map((index) => index + 20_000))
      .map((index) => scene.personAt(index))
    for (const { residentId, sex, fictional } of persons) {
      expect(checkResidentId(residentId, '2026-11-23')).toEqual({ ok: true, value: residentId })
      expect([fictional, Number(residentId.slice(14, 17)) >= 996, Number(residentId[16]) % 2 === 1]).toEqual([
        true,
        true,
        sex === 'male',
      ])
    }
    expect(new Set(persons.map(({ residentId }) => residentId)).size).toBe(persons.length)
  })

  test('departments carry valid codes of government bodies', () => {
    const codes = Array.from({ length: scene.departments }, (_, index) => scene.departmentAt(index).uscc)
    for (const code of codes) expect([checkUscc(code).ok, code.slice(0, 2)]).toEqual([true, '11'])
    expect(new Set(codes).size).toBe(scene.departments)
  })
})
