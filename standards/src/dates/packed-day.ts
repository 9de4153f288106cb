/**
 * Civil days as integers that add months without a calendar: (year × 12 + month − 1) × 32 + day of month. Order is
 * the order of days, one month is 32, and a sum may name a day its month lacks (31 February), which stands for the
 * month's last day: a period of months ends on the same-numbered day, else on the month's end (domain of days: §1.9).
 */
export type PackedDay = number

/** One month of packed days. */
export const packedMonth = 32

/** Later than any day. */
export const packedNever = 2 ** 30

const zero = 48

/** Packs `YYYY-MM-DD`; 0 when the text is absent or not such a day. */
export const packDay = (text: string | null | undefined): PackedDay => {
  if (typeof text !== 'string' || text.length !== 10) return 0
  const year =
    digits(text.charCodeAt(0), text.charCodeAt(1)) * 100 + digits(text.charCodeAt(2), text.charCodeAt(3))
  const month = digits(text.charCodeAt(5), text.charCodeAt(6))
  const day = digits(text.charCodeAt(8), text.charCodeAt(9))
  // Not a digit gives NaN or a number out of bounds; either fails one of the comparisons.
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return 0
  return (year * 12 + month - 1) * packedMonth + day
}

/** The year of a packed day. */
export const packedYear = (packed: PackedDay): number => Math.floor((packed >> 5) / 12)

/** A packed day as `YYYY-MM-DD`; a day its month lacks becomes the month's last. */
export const unpackDay = (packed: PackedDay): string => {
  const month = packed >> 5
  return text(month, Math.min(packed & 31, daysIn(month)))
}

/** The day after a packed day, as `YYYY-MM-DD`; a day its month lacks counts as the month's last. */
export const dayAfter = (packed: PackedDay): string => {
  const month = packed >> 5
  const day = (packed & 31) + 1
  return day > daysIn(month) ? text(month + 1, 1) : text(month, day)
}

const text = (months: number, day: number) => {
  const year = Math.floor(months / 12)
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${two((months % 12) + 1)}-${two(day)}`
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value))

const digits = (tens: number, ones: number) => {
  const ten = tens - zero
  const one = ones - zero
  return ten >= 0 && ten <= 9 && one >= 0 && one <= 9 ? ten * 10 + one : Number.NaN
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const daysIn = (packedMonths: number): number => {
  const year = Math.floor(packedMonths / 12)
  const month = packedMonths % 12
  if (month === 1 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29
  return lengths[month]!
}
