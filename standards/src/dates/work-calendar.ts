import { addDays, dayOf, daysBetween, isDay, weekdayOf } from './day.ts'

/** One published year: weekdays off and weekend days worked. Days off that fall on a weekend may be listed too. */
export type CalendarYear = { year: number; holidays: readonly string[]; makeUpDays: readonly string[] }

/**
 * Working days by the published calendars. Every question about a year without a calendar throws a RangeError
 * naming that year: a silent guess would move statutory deadlines.
 */
export type WorkCalendar = {
  covers(year: number): boolean
  isWorkingDay(day: string): boolean
  /** The n-th working day after `day`, which itself is not counted; before it when n is negative; `day` when 0. */
  addWorkingDays(day: string, n: number): string
  /** The day itself when worked, else the next working day: where a period that ends on a day off really ends. */
  rollForward(day: string): string
}

/** A calendar over the given years; RangeError when a listed day is no day, lies in another year, or is both. */
export function workCalendar(years: readonly CalendarYear[]): WorkCalendar {
  const known = new Set<number>()
  const off = new Set<string>()
  const worked = new Set<string>()
  for (const { year, holidays, makeUpDays } of years) {
    known.add(year)
    for (const day of holidays) off.add(inYear(day, year))
    for (const day of makeUpDays) {
      worked.add(inYear(day, year))
      if (off.has(day))
        throw new RangeError(`${day} is listed both as a holiday and as a make-up working day`)
    }
  }
  function isWorkingDay(day: string): boolean {
    const year = Number(day.slice(0, 4))
    const weekday = weekdayOf(day)
    if (!known.has(year)) throw new RangeError(`no working-day calendar for ${year}`)
    return worked.has(day) || (weekday <= 5 && !off.has(day))
  }
  function addWorkingDays(day: string, n: number): string {
    if (!Number.isSafeInteger(n)) throw new RangeError('a whole number of working days')
    if (!known.has(Number(day.slice(0, 4))) && isDay(day))
      throw new RangeError(`no working-day calendar for ${Number(day.slice(0, 4))}`)
    const step = n < 0 ? -1 : 1
    let number = daysBetween('1970-01-01', day)
    let reached = day
    for (let left = Math.abs(n); left > 0; ) {
      number += step
      reached = dayOf(number)
      if (isWorkingDay(reached)) left--
    }
    return reached
  }
  function rollForward(day: string): string {
    let reached = day
    while (!isWorkingDay(reached)) reached = addDays(reached, 1)
    return reached
  }
  return { covers: (year) => known.has(year), isWorkingDay, addWorkingDays, rollForward }
}

function inYear(day: string, year: number): string {
  if (!isDay(day) || Number(day.slice(0, 4)) !== year) throw new RangeError(`${day} is not a day of ${year}`)
  return day
}
