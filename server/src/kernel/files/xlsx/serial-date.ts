const dayMs = 86_400_000
const lastSerial = 2_958_465

/** What a number format shows of a date serial; null when it shows a number. */
export type DateParts = 'day' | 'day-time' | 'time' | null

/**
 * `YYYY-MM-DD`, with ` HH:MM:SS` when the format shows a time, or `HH:MM:SS` alone. The 1900 calendar counts a
 * 29 February 1900 that never was. Null for serials that no spreadsheet shows as a date.
 */
export function serialText(serial: number, parts: Exclude<DateParts, null>, is1904: boolean): string | null {
  if (!(serial >= 0 && serial < lastSerial + 1)) return null
  const seconds = Math.round(serial * 86_400)
  const day = Math.floor(seconds / 86_400)
  const clock = new Date((seconds % 86_400) * 1000).toISOString().slice(11, 19)
  if (parts === 'time') return day === 0 ? clock : null
  const text = dayText(parts === 'day' ? Math.floor(serial) : day, is1904)
  return parts === 'day' || clock === '00:00:00' ? text : `${text} ${clock}`
}

function dayText(day: number, is1904: boolean): string {
  if (is1904) return new Date(Date.UTC(1904, 0, 1) + day * dayMs).toISOString().slice(0, 10)
  if (day === 60) return '1900-02-29'
  const first = Date.UTC(1899, 11, 31)
  return new Date(first + (day > 60 ? day - 1 : day) * dayMs).toISOString().slice(0, 10)
}

/** Formats that need no definition in the workbook; 27–36 and 50–58 are the East Asian dates. */
export function builtinParts(id: number): DateParts {
  if (
    (id >= 14 && id <= 17) ||
    (id >= 27 && id <= 31) ||
    id === 36 ||
    (id >= 50 && id <= 54) ||
    id === 57 ||
    id === 58
  )
    return 'day'
  if (id === 22) return 'day-time'
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56)
    return 'time'
  return null
}

/** What a format code shows: `yyyy"年"m"月"d"日"` a day, `h:mm` a time, `0.00` neither. */
export function formatParts(code: string): DateParts {
  const bare = code
    .slice(0, 1000)
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[[^[\]]*\]/g, (inside) => (/^\[[hms]+\]$/i.test(inside) ? inside : ''))
    .toLowerCase()
    .split(';', 1)[0]!
  if (bare.includes('general') || /[#0?]/.test(bare.replace(/(?<![hmsdy])[hmsdy]+\.0+/g, ''))) return null
  const hasTime = /[hs]/.test(bare)
  const hasDay = /[yd]/.test(bare) || (/m/.test(bare) && !hasTime)
  return hasDay ? (hasTime ? 'day-time' : 'day') : hasTime ? 'time' : null
}
