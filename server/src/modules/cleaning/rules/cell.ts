import { isEmptyMark, looksMojibake, repairMojibake, tidyText } from '@xinqiao/standards'
import type { FieldContext, FieldRule } from './field-context.ts'
import { fieldRules, ownsEmptyMarks } from './field-rules.ts'
import { isWords, lengthMaxOf } from './length-max.ts'
import { manyRule } from './many.ts'
import { isPlainText, mayBeEmptyMark } from './plain-text.ts'
import { report } from './report.ts'
import type { Row, Value } from './row.ts'

/** Reads one raw, non-empty cell: bounds, tidying, empty marks, garbled text, then the rule of the field's type. */
export function cellReader(context: FieldContext): (raw: string, row: Row) => Value {
  const { field, spot } = context
  const compiled = fieldRules[field.type](context)
  const rule: FieldRule = field.many === undefined ? compiled : manyRule(context, field.many, compiled)
  const lengthMax = lengthMaxOf(field)
  const isBounded = isWords.has(field.type)
  // Beyond this a cell is not even looked at, so that a hostile one costs nothing.
  const rawMax = lengthMax * 2 + 200
  const checksMarks = !ownsEmptyMarks.has(field.type)

  const { exact } = rule
  // Organs, bases and kinds of act repeat from row to row: the last faultless cell is remembered.
  let last = ''
  let lastValue: Value = null

  const read = (raw: string, row: Row): Value => {
    let text: string | null = raw
    if (raw.length > rawMax) return tooLong(context, row, raw, lengthMax)
    if (!isPlainText(raw)) {
      text = tidied(context, raw, row)
      if (text === null) return null
    }
    if (checksMarks && mayBeEmptyMark(text) && isEmptyMark(text)) {
      report(row, spot, 'correction', 'empty-mark', { found: text })
      return null
    }
    if (isBounded && text.length > lengthMax && [...text].length > lengthMax)
      return tooLong(context, row, text, lengthMax)
    const value = rule(text, row)
    // What a rule rewrote is read again one day: it must then be found as good as today.
    if (isBounded && typeof value === 'string' && value !== text && looksMojibake(value))
      return garbled(context, row, text, null)
    return value
  }
  if (exact !== undefined && !isBounded) return (raw, row) => exact(raw, row) ?? read(raw, row)
  return (raw, row) => {
    if (raw === last) return lastValue
    const known = exact === undefined ? null : exact(raw, row)
    if (known !== null) {
      last = raw
      lastValue = known
      return known
    }
    const isFaultless = row.findings === null
    const value = read(raw, row)
    if (isFaultless && row.findings === null && typeof value === 'string') {
      last = raw
      lastValue = value
    }
    return value
  }
}

function tooLong({ spot }: FieldContext, row: Row, text: string, lengthMax: number): null {
  report(row, spot, 'error', 'too-long', {
    found: String(text.length),
    expected: String(lengthMax),
    isPlain: true,
  })
  return null
}

function tidied(context: FieldContext, raw: string, row: Row): string | null {
  const text = tidyText(raw)
  if (text === '') return null
  // Asked of the raw text too: tidying takes away control characters that a wrong encoding made of good bytes.
  if (looksMojibake(raw) || looksMojibake(text))
    return garbled(context, row, text, repairMojibake(raw) ?? repairMojibake(text))
  if (text !== raw && text !== raw.trim())
    report(row, context.spot, 'correction', 'text-tidied', { found: raw, suggestion: text })
  return text
}

function garbled({ spot }: FieldContext, row: Row, found: string, suggestion: string | null): null {
  report(row, spot, 'error', 'mojibake', { found, suggestion })
  return null
}
