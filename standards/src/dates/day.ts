const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** True for an existing day written `YYYY-MM-DD`, years 0001 to 9999. */
export function isDay(text: string): boolean {
  return (
    text.length === 10 && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45 && dayNumber(text) !== null
  )
}

/** The day `n` days later (or earlier); RangeError when `day` is no day or the result leaves years 1 to 9999. */
export function addDays(day: string, n: number): string {
  return dayOf(numberOf(day) + whole(n))
}

/**
 * The same-numbered day `n` months later, or the last day of that month where it has no such day: how periods
 * counted in months end. RangeError as for `addDays`.
 */
export function addMonths(day: string, n: number): string {
  numberOf(day)
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + whole(n)
  const year = Math.floor(months / 12)
  const month = (months % 12) + 1
  if (year < 1 || year > 9999) throw new RangeError(`no day in year ${year}`)
  return written(year, month, Math.min(Number(day.slice(8)), daysIn(year, month)))
}

/** The same-numbered day `n` years later, 29 February becoming 28 where there is none. RangeError as for `addDays`. */
export function addYears(day: string, n: number): string {
  return addMonths(day, whole(n) * 12)
}

/** How many days `b` lies after `a`, negative when before; RangeError when one is no day. */
export function daysBetween(a: string, b: string): number {
  return numberOf(b) - numberOf(a)
}

/** How many whole months, by the rule of `addMonths`, have passed from `a` to `b`; negative when `b` is earlier. */
export function monthsBetween(a: string, b: string): number {
  numberOf(a)
  numberOf(b)
  if (b < a) return -monthsBetween(b, a) || 0
  const months =
    (Number(b.slice(0, 4)) - Number(a.slice(0, 4))) * 12 + Number(b.slice(5, 7)) - Number(a.slice(5, 7))
  return months > 0 && addMonths(a, months) > b ? months - 1 : months
}

/** 1 for Monday to 7 for Sunday; RangeError when it is no day. */
export function weekdayOf(day: string): number {
  return ((((numberOf(day) + 3) % 7) + 7) % 7) + 1
}

/** Year, month and day as `YYYY-MM-DD`, or null when there is no such day. */
export function dayFrom(year: number, month: number, day: number): string | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  return written(year, month, day)
}

/** The day a number of days after 1970-01-01; RangeError outside years 1 to 9999. */
export function dayOf(daysSince1970: number): string {
  const era = Math.floor((daysSince1970 + 719468) / 146097)
  const dayOfEra = daysSince1970 + 719468 - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`no day in year ${year}`)
  return written(year, month, dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1)
}

function numberOf(day: string): number {
  const number = isDay(day) ? dayNumber(day) : null
  if (number === null) throw new RangeError(`not a day: ${day.slice(0, 20)}`)
  return number
}

/** Days since 1970-01-01 of ten characters whose 5th and 8th are separators, or null when no such day exists. */
function dayNumber(text: string): number | null {
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  )
}

function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i) - 48
    if (c < 0 || c > 9) return -1
    value = value * 10 + c
  }
  return value
}

function daysIn(year: number, month: number): number {
  return month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : monthDays[month - 1]!
}

function written(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

function whole(n: number): number {
  if (!Number.isSafeInteger(n)) throw new RangeError('a whole number of days, months or years')
  return n
}
