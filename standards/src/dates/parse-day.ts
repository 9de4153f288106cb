import { dayFrom, dayOf, isDay } from './day.ts'
import { eraYear } from './era.ts'

/**
 * A day read from a cell. `note` says how it had to be read; a placeholder ("for ever", "unknown") has no day.
 * Failures tell a day that does not exist (`impossible`) from a text that is no full date (`shape`).
 */
export type DayParse =
  | { ok: true; day: string; note?: 'reformatted' | 'excel-serial' | 'era' }
  | { ok: true; day: null; note: 'placeholder' }
  | { ok: false; reason: 'impossible' | 'shape' }

const textMax = 64
const serialMin = 20000
const serialMax = 80000
/** Days from 1970-01-01 back to day 0 of Excel's calendar, 1899-12-30. */
const serialOffset = 25569
const placeholders = new Set([
  '2099-12-31',
  '2999-12-31',
  '1900-01-01',
  '1899-12-30',
  '1899-12-31',
  '1970-01-01',
  '0000-00-00',
  '0001-01-01',
])
const endless = /^(?:长期|長期|永久|长期有效|長期有效|永久有效|无固定期限|无期限)$/

/**
 * Reads a day: `2024-03-01`, `2024.3.1`, `2024/3/1`, `20240301`, `2024年3月1日`, `二〇二四年三月一日`, with a time or
 * a bracketed remark after it, Excel serials 20000 to 80000, Japanese and Minguo eras. A time with a zone is
 * read on the clock of Beijing. Never guesses a missing day, month or century.
 */
export function parseDay(text: string): DayParse {
  if (isDay(text)) return mayBePlaceholder(text) ? read(text) : { ok: true, day: text }
  if (text.length > textMax) return { ok: false, reason: 'shape' }
  const folded = fold(text)
  if (endless.test(folded)) return { ok: true, day: null, note: 'placeholder' }
  return numbers(folded) ?? serial(folded) ?? inWords(folded) ?? { ok: false, reason: 'shape' }
}

/** Cheaper than the set: every placeholder starts with 0 or 9, or its year ends in 00, 70 or 99. */
function mayBePlaceholder(day: string): boolean {
  const first = day.charCodeAt(0)
  if (first === 48 || first === 57) return true
  const ending = day.charCodeAt(2) * 256 + day.charCodeAt(3)
  return ending === 0x3030 || ending === 0x3730 || ending === 0x3939
}

/** NFKC without blanks around signs, without the remark, weekday and quote that follow or precede a printed date. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]/gu, ' ')
    .trim()
    .replace(/^['‘"]|["'’]$/g, '')
    .replace(/\([^()0-9]{0,20}\)$/, '')
    .replace(/ ?(?:星期|周|礼拜)[一二三四五六日天]$/, '')
    .replace(/(?<! ) *([年月日./-]) *(?=\S|$)/g, '$1')
    .trim()
}

const separated =
  /^([0-9]{4})(?:-([0-9]{1,2})-|\/([0-9]{1,2})\/|\.([0-9]{1,2})\.|年([0-9]{1,2})月)([0-9]{1,2})[日号.]?(?:[T ,]?(.*))?$/
const compact = /^([0-9]{4})([0-9]{2})([0-9]{2})(?:([0-9]{4}|[0-9]{6})|[T ]([0-9]{2}:?[0-9]{2}.*))?$/
const clock =
  /^([01]?[0-9]|2[0-4])[:时]?([0-5][0-9])[:分]?(?:([0-5][0-9]|60)(?:[.,][0-9]{1,9})?秒?)?(Z|[+-][0-9]{2}:?[0-9]{2})?$/i

function numbers(text: string): DayParse | null {
  const parts = separated.exec(text)
  if (parts !== null) {
    const month = parts[2] ?? parts[3] ?? parts[4] ?? parts[5]!
    return timed({ year: parts[1]!, month, day: parts[6]!, time: parts[7] ?? '' })
  }
  const run = compact.exec(text)
  return run === null
    ? null
    : timed({ year: run[1]!, month: run[2]!, day: run[3]!, time: run[4] ?? run[5] ?? '' })
}

function timed(printed: { year: string; month: string; day: string; time: string }): DayParse {
  const time = printed.time.trim()
  const parts = clock.exec(time)
  if (time !== '' && parts === null) return { ok: false, reason: 'shape' }
  const day = `${printed.year}-${printed.month.padStart(2, '0')}-${printed.day.padStart(2, '0')}`
  const zone = parts?.[4]
  if (zone === undefined || !isDay(day) || placeholders.has(day)) return read(day, 'reformatted')
  const away = zone.toUpperCase() === 'Z' ? 0 : Number(`${zone[0]}1`) * zoneMinutes(zone)
  const minutes = Number(parts![1]) * 60 + Number(parts![2]) - away + 8 * 60
  const number = Date.parse(`${day}T00:00:00Z`) / 86_400_000 + Math.floor(minutes / 1440)
  if (number < -719162 || number > 2932896) return { ok: false, reason: 'impossible' }
  return read(dayOf(number), 'reformatted')
}

function zoneMinutes(zone: string): number {
  return Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
}

function serial(text: string): DayParse | null {
  const parts = /^([0-9]{5})(?:\.[0-9]{1,12})?$/.exec(text)
  const number = Number(parts?.[1])
  if (!(number >= serialMin && number <= serialMax)) return null
  return { ok: true, day: dayOf(number - serialOffset), note: 'excel-serial' }
}

const worded = /^([^年]{1,8})年([^月]{1,3})月([^日号]{1,3})[日号]?$/
const eraDotted =
  /^([A-Z]|明治|大正|昭和|平成|令和|民国|民國)([0-9]{1,3})[./-]([0-9]{1,2})[./-]([0-9]{1,2})$/i

function inWords(text: string): DayParse | null {
  const parts = worded.exec(text) ?? ungrouped(eraDotted.exec(text))
  if (parts === null) return null
  const era = eraYear(parts[1]!)
  const year = era ?? chineseYear(parts[1]!)
  const month = small(parts[2]!)
  const day = small(parts[3]!)
  if (year === null || month === null || day === null) return null
  const found = dayFrom(year, month, day)
  return found === null
    ? { ok: false, reason: 'impossible' }
    : read(found, era === null ? 'reformatted' : 'era')
}

function ungrouped(parts: RegExpExecArray | null): string[] | null {
  return parts === null ? null : ['', parts[1]! + parts[2]!, parts[3]!, parts[4]!]
}

const figures = '〇一二三四五六七八九'

function chineseYear(text: string): number | null {
  const year = [...text.replace(/[○零oO0]/g, '〇')].map((figure) => figures.indexOf(figure))
  return year.length === 4 && !year.includes(-1) ? Number(year.join('')) : null
}

/** 1 to 99 in Arabic or Chinese figures (`12`, `十二`, `二十三`, `廿三`, `卅`), or null. */
function small(text: string): number | null {
  if (/^[0-9]{1,2}$/.test(text)) return Number(text)
  const plain = text
    .replace('廿', '二十')
    .replace('卅', '三十')
    .replace(/^[〇○零]/, '')
  const parts = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(plain)
  if (parts === null || plain === '') return null
  const [, tens, ten, ones] = parts
  if (ten === undefined)
    return tens !== undefined && ones !== undefined ? null : figures.indexOf(tens ?? ones!)
  return (
    (tens === undefined ? 1 : figures.indexOf(tens)) * 10 + (ones === undefined ? 0 : figures.indexOf(ones))
  )
}

function read(day: string, note?: 'reformatted' | 'era'): DayParse {
  if (placeholders.has(day) || (day.charCodeAt(0) === 57 && day.startsWith('9999-')))
    return { ok: true, day: null, note: 'placeholder' }
  if (!isDay(day)) return { ok: false, reason: 'impossible' }
  return note === undefined ? { ok: true, day } : { ok: true, day, note }
}
