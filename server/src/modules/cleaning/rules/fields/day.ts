import { isDay, parseDay } from '@xinqiao/standards'
import type { FieldCompiler, FieldContext, FieldRule } from '../field-context.ts'
import { report } from '../report.ts'
import { fieldStates, type Row } from '../row.ts'

const foreverWords = new Set([
  '长期',
  '长期有效',
  '永久',
  '永久有效',
  '无固定期限',
  '无期限',
  '長期',
  '長期有效',
])
const partOfDay = /^(?:19|20)\d{2}(?:年|[-./年](?:0?[1-9]|1[0-2])月?)?$/u
const farYear = /^\D{0,2}(?:2099|2[1-9]\d\d|[3-9]\d{3})/u

/** Days remembered per column: ten years of them. */
const knownMax = 4096

/**
 * A civil day as YYYY-MM-DD. A placeholder leaves the value empty; one far in the future means "for ever" and counts
 * as filled in, except for the day the fact arose.
 */
export const dateRule: FieldCompiler = (context) => {
  const known = new Set<string>()
  const rule: FieldRule = (text, row) => dayOf(context, text, row)
  rule.exact = (raw, row) => {
    if (raw.length !== 10) return null
    if (!known.has(raw)) {
      const parsed = parseDay(raw)
      if (!parsed.ok || parsed.day !== raw) return null
      if (known.size < knownMax) known.add(raw)
    }
    if (context.isOccurredOn) row.day = raw
    return raw
  }
  return rule
}

function dayOf(context: FieldContext, text: string, row: Row): string | null {
  const { spot } = context
  if (foreverWords.has(text)) return forever(context, text, row)
  const parsed = parseDay(text)
  if (!parsed.ok) {
    // Printed lists often give only the year or month; an optional day is then left empty, never completed.
    if (context.field.required !== true && partOfDay.test(text))
      report(row, spot, 'warning', 'date-incomplete', { found: text, expected: 'YYYY-MM-DD' })
    else
      report(row, spot, 'error', 'date-invalid', {
        found: text,
        expected: 'YYYY-MM-DD',
        reason: parsed.reason,
      })
    return null
  }
  if (parsed.day === null)
    return farYear.test(text) ? forever(context, text, row) : placeholder(context, text, row)
  if (parsed.day !== text) {
    const reason = parsed.note === 'era' || parsed.note === 'excel-serial' ? { reason: parsed.note } : {}
    report(row, spot, 'correction', 'date-rewritten', { found: text, suggestion: parsed.day, ...reason })
  }
  if (context.isOccurredOn) row.day = parsed.day
  return parsed.day
}

function placeholder({ spot }: FieldContext, text: string, row: Row): null {
  report(row, spot, 'correction', 'date-placeholder', { found: text })
  return null
}

function forever(context: FieldContext, text: string, row: Row): null {
  placeholder(context, text, row)
  if (!context.isOccurredOn) row.states[context.spot.index] = fieldStates.forever
  return null
}

const plainMonth = /^(\d{4})\s{0,2}[-./年]?\s{0,2}(0?[1-9]|1[0-2])\s{0,2}月?$/u

/** A month as YYYY-MM; a whole day is shortened to its month and reported. */
export const monthRule: FieldCompiler =
  ({ spot }) =>
  (text, row) => {
    const met = plainMonth.exec(text.normalize('NFKC'))
    const month = met === null ? monthOfDay(text) : `${met[1]}-${met[2]?.padStart(2, '0')}`
    if (month === null) {
      report(row, spot, 'error', 'date-invalid', { found: text, expected: 'YYYY-MM', reason: 'shape' })
      return null
    }
    if (month !== text) report(row, spot, 'correction', 'date-rewritten', { found: text, suggestion: month })
    return month
  }

function monthOfDay(text: string): string | null {
  const parsed = parseDay(text)
  return parsed.ok && parsed.day !== null && isDay(parsed.day) ? parsed.day.slice(0, 7) : null
}

const plainYear = /^(1[89]\d\d|20\d\d|21\d\d)\s{0,2}(?:年|年度)?$/u

/** A year as YYYY. */
export const yearRule: FieldCompiler =
  ({ spot }) =>
  (text, row) => {
    const year = plainYear.exec(text.normalize('NFKC'))?.[1]
    if (year === undefined) {
      report(row, spot, 'error', 'date-invalid', { found: text, expected: 'YYYY', reason: 'shape' })
      return null
    }
    if (year !== text) report(row, spot, 'correction', 'date-rewritten', { found: text, suggestion: year })
    return year
  }
