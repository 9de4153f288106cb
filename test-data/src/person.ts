import { residentIdOf } from '@xinqiao/standards'
import { dayOf, serialOf } from './calendar.ts'
import { type Random, scatter, weighted } from './random.ts'
import { dottedNames, givenCharacters, surnames } from './words/persons.ts'
import { districts, type Region } from './words/regions.ts'

/**
 * One invented person. The resident number passes the check digit, but its sequence lies in 996–999, which is
 * said to be kept for people of a hundred years and more, so that nobody living is met.
 */
export type Person = {
  index: number
  fictional: true
  name: string
  sex: 'male' | 'female'
  birth: string
  region: Region
  residentId: string
}

const surnameOf = weighted(surnames)
const firstBirth = serialOf('1955-01-01')
const births = serialOf('2004-12-31') - firstBirth

/** Scatterer of person numbers over districts, birthdays and sequences, so that no resident number repeats. */
export function personScatter(seed: number): (index: number) => number {
  return scatter(districts.length * births * 4, seed).at
}

/** Person number `index` of a world. */
export function drawPerson(random: Random, place: (index: number) => number, index: number): Person {
  const at = place(index)
  const region = districts[at % districts.length] as Region
  const rest = Math.floor(at / districts.length)
  const birth = dayOf(firstBirth + (rest % births))
  const sequence = 996 + Math.floor(rest / births)
  return {
    index,
    fictional: true,
    name: personNameAt(random, place, index),
    sex: sequence % 2 === 1 ? 'male' : 'female',
    birth,
    region,
    residentId: residentIdOf(`${region.code}${birth.replaceAll('-', '')}${sequence}`),
  }
}

/** Only the name of a person, for rows that need no more; it suits the sex that the resident number tells. */
export function personNameAt(worldRandom: Random, place: (index: number) => number, index: number): string {
  const random = worldRandom.split('person', index)
  if (random.chance(0.002)) return random.pick(dottedNames)
  const male = Math.floor(Math.floor(place(index) / districts.length) / births) % 2 === 1
  const given = male ? givenCharacters.male : givenCharacters.female
  const second = random.chance(0.72) ? random.pick(given) : ''
  return surnameOf(random) + random.pick(given) + second
}
