import type { PackSet } from '../../policy/index.ts'
import type { BehaviourRule } from '../schema.ts'

/** What an actor did in an hour, all processes together. */
export type Hour = {
  actor: string
  hour: Date
  requests: number
  reads: number
  subjects: number
  missed: number
  refused: number
  places: string[]
}

/** What the same actor did before, in the hours in which it did anything. */
export type History = { hours: number; requests: number; reads: number; subjects: number; places: string[] }

/** The rules in force on a day, by code. */
export const behaviourOn = (packs: PackSet, day: string): BehaviourRule[] =>
  packs.inForce('behaviour', day).map(({ content }) => content as BehaviourRule)

const chinaMs = 8 * 3_600_000

/** True when an instant lies in the hours a rule is about, by the clock in China. */
export function isWithinHours(rule: Pick<BehaviourRule, 'hours'>, at: Date): boolean {
  if (rule.hours === undefined) return true
  const local = new Date(at.getTime() + chinaMs)
  const [hour, weekday] = [local.getUTCHours(), local.getUTCDay()]
  if (rule.hours.weekends && (weekday === 0 || weekday === 6)) return true
  const { from, until } = rule.hours
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until
}

/**
 * Figures that make an hour unusual by a rule; null when it is not. `isHome` tells whether a network is one of the
 * rule's own. Who has too short a history is compared with the floor for newcomers, where the rule has one.
 */
export function unusual(
  rule: BehaviourRule,
  hour: Hour,
  history: History,
  isHome: (place: string) => boolean,
): Record<string, number> | null {
  if (!rule.actors.includes(hour.actor.split(':')[0] as 'account')) return null
  if (!isWithinHours(rule, hour.hour)) return null
  if (rule.measure === 'newPlaces') {
    const known = new Set(history.places)
    const fresh = hour.places.filter((place) => !known.has(place) && !isHome(place)).length
    return history.hours >= rule.historyHours && fresh >= rule.atLeast ? { value: fresh } : null
  }
  const value = hour[rule.measure]
  if (value < rule.atLeast) return null
  if (rule.timesUsual === undefined) return { value }
  if (history.hours < rule.historyHours)
    return rule.newcomerAtLeast !== undefined && value >= rule.newcomerAtLeast ? { value } : null
  if (!(rule.measure in history)) return { value }
  const usual = history[rule.measure as 'requests'] / history.hours
  return value >= usual * rule.timesUsual ? { value, usual: Math.round(usual * 10) / 10 } : null
}
