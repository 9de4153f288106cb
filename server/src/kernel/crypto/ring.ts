import { createHmac } from 'node:crypto'
import { type Suite, suites } from './suite.ts'

/** A data key in memory. `sealClass` is the table whose cells it seals. */
export type CellKey = { kid: Buffer; sealClass: string; suite: Suite; key: Buffer }

/** The data keys a process holds: which one seals a class now, and any that opens an older cell. */
export type Ring = {
  current: (sealClass: string) => CellKey
  find: (kid: Buffer, sealClass: string) => CellKey | undefined
}

/** How a key is named in a map. */
export const kidName = (kid: Buffer): string => kid.toString('hex')

/** Data keys that follow from one secret: for tests and for commands without a database. */
export function fixedRing(secret: Buffer, suite: Suite = suites.intl): Ring {
  const byClass = new Map<string, CellKey>()
  const byKid = new Map<string, CellKey>()
  const current = (sealClass: string) => {
    const known = byClass.get(sealClass)
    if (known) return known
    const derived = (use: string) =>
      createHmac('sha256', secret).update(`${use}|${suite.name}|${sealClass}`).digest()
    const made = { kid: derived('kid').subarray(0, 8), sealClass, suite, key: derived('key') }
    byClass.set(sealClass, made)
    byKid.set(kidName(made.kid), made)
    return made
  }
  const find = (kid: Buffer, sealClass: string) => {
    current(sealClass)
    return byKid.get(kidName(kid))
  }
  return { current, find }
}
