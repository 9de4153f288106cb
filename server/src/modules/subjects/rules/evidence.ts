import { branchOf } from '@xinqiao/standards'
import type { Evidence, KeyedClue, KnownSubject } from '../schema.ts'

/** A link is made at or above `link`; from `doubt` to below `link` a person decides; below it is none. */
export const thresholds = { link: 10, doubt: 4 } as const

/**
 * Weights in the manner of Fellegi and Sunter: log2 of how much likelier the agreement is for one entity than for
 * two. Names alone never reach `link`: different firms a character apart are likelier than true aliases, and equal
 * names of different firms exist (branches of one insurer in two provinces).
 */
export const weights = {
  nameEqual: 6,
  nameCarriesRegion: 2.5,
  coreEqual: 3,
  regionEqual: 2.5,
  regionWithin: 1.5,
  regionDiffers: -4,
  representativeEqual: 4,
  representativeDiffers: -2,
  addressEqual: 3,
  kindDiffers: -6,
  branchDiffers: -20,
  identifierDiffers: -20,
  rival: -3,
} as const

/** Every comparison between what a row says and a known subject, each with its weight; the score is their sum. */
export function compare(row: KeyedClue, known: KnownSubject, knownNames: readonly string[]): Evidence[] {
  const { clue } = row
  const found = [names(row, known, knownNames)]
  if (branchName(clue.name) !== branchName(known.name))
    found.push({ feature: 'branch', weight: weights.branchDiffers, left: clue.name, right: known.name })
  if (clue.regionCode !== null && known.regionCode !== null)
    found.push(regions(clue.regionCode, known.regionCode))
  if (clue.legalRepresentative && known.legalRepresentative) {
    const equal = clue.legalRepresentative === known.legalRepresentative
    found.push({
      feature: 'legal-representative',
      weight: equal ? weights.representativeEqual : weights.representativeDiffers,
      left: clue.legalRepresentative,
      right: known.legalRepresentative,
    })
  }
  if (clue.address && known.address && clue.address === known.address)
    found.push({ feature: 'address', weight: weights.addressEqual, left: clue.address, right: known.address })
  if (clue.kind !== known.kind && (clue.kind === 'person' || known.kind === 'person'))
    found.push({ feature: 'kind', weight: weights.kindDiffers, left: clue.kind, right: known.kind })
  return found
}

/** Sum of the weights. */
export const scoreOf = (evidence: readonly Evidence[]): number =>
  evidence.reduce((sum, e) => sum + e.weight, 0)

function names({ clue, coreKey }: KeyedClue, known: KnownSubject, knownNames: readonly string[]): Evidence {
  const equal =
    clue.nameKey === known.nameKey ||
    knownNames.includes(clue.nameKey) ||
    clue.formerNames.includes(known.name)
  if (!equal)
    return {
      feature: 'core-name',
      weight: coreKey === known.coreKey ? weights.coreEqual : 0,
      left: clue.name,
      right: known.name,
    }
  const region = coreKey.length < clue.nameKey.length - 2 ? weights.nameCarriesRegion : 0
  return { feature: 'name', weight: weights.nameEqual + region, left: clue.name, right: known.name }
}

function regions(left: string, right: string): Evidence {
  const weight =
    left === right ? weights.regionEqual : within(left, right) ? weights.regionWithin : weights.regionDiffers
  return { feature: 'region', weight, left, right }
}

const trimmed = (code: string) => code.replace(/(00){1,2}$/, '')
const within = (a: string, b: string) => {
  const [left, right] = [trimmed(a), trimmed(b)]
  return (
    left.startsWith(right) ||
    right.startsWith(left) ||
    (left.slice(0, 4) === right.slice(0, 4) && left.length >= 4 && right.length >= 4)
  )
}

const branchName = (name: string): string | null => branchOf(name)?.branch ?? null
