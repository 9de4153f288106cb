const texts: (string | undefined)[] = []
const epochShift = 36525

/** Running number of a civil day YYYY-MM-DD; differences are days. */
export function serialOf(day: string): number {
  return Math.round(Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10)) / 86_400_000)
}

/** Civil day of a running number; kept in a table since millions of rows share some thousand days. */
export function dayOf(serial: number): string {
  const at = serial + epochShift
  const known = texts[at]
  if (known !== undefined) return known
  const text = new Date(serial * 86_400_000).toISOString().slice(0, 10)
  if (at >= 0 && at < 100_000) texts[at] = text
  return text
}

/** The same day some years later; 29 February becomes the 28th. */
export function yearsLater(day: string, years: number): string {
  const shifted = String(+day.slice(0, 4) + years).padStart(4, '0') + day.slice(4)
  return shifted.endsWith('-02-29') && !isLeap(+shifted.slice(0, 4)) ? `${shifted.slice(0, 8)}28` : shifted
}

/** First day of the month that lies some months after (or before) a day's month. */
export function monthStart(day: string, months: number): string {
  const count = +day.slice(0, 4) * 12 + (+day.slice(5, 7) - 1) + months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
