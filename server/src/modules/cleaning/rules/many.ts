import type { FieldContext, FieldRule } from './field-context.ts'
import { isEnumText } from './fields/enum.ts'
import { report } from './report.ts'
import type { Row } from './row.ts'

/** More values than this in one cell is an error: the cell holds something else. */
export const valuesMax = 50
const otherSeparators = /[;；、，,|│║/\n]/u

/** A cell with several values: each is cleaned by the field's rule; repeated ones are kept once. */
export function manyRule(context: FieldContext, separator: string, rule: FieldRule): FieldRule {
  const { spot } = context
  const wide = separator === ';' ? '；' : separator === ',' ? '，' : separator === '|' ? '｜' : null
  const many: FieldRule = (text, row) => {
    const pieces = piecesOf(context, row, text, separator, wide)
    if (pieces.length > valuesMax) {
      report(row, spot, 'error', 'too-many', {
        found: String(pieces.length),
        expected: String(valuesMax),
        isPlain: true,
      })
      return null
    }
    const values: string[] = []
    for (const piece of pieces) {
      const trimmed = piece.trim()
      if (trimmed === '') continue
      const value = rule(trimmed, row)
      if (typeof value !== 'string') continue
      if (values.includes(value)) report(row, spot, 'correction', 'value-repeated', { found: trimmed })
      else values.push(value)
    }
    return values.length === 0 ? null : values
  }
  const { exact } = rule
  if (exact !== undefined)
    many.exact = (raw, row) => {
      const value = exact(raw, row)
      return typeof value === 'string' ? [value] : null
    }
  return many
}

function piecesOf(
  context: FieldContext,
  row: Row,
  text: string,
  separator: string,
  wide: string | null,
): string[] {
  if (wide !== null && text.includes(wide)) {
    const pieces = text.replaceAll(wide, separator).split(separator, valuesMax + 1)
    return rewritten(context, row, text, separator, pieces)
  }
  if (text.includes(separator)) return text.split(separator, valuesMax + 1)
  if (context.field.type === 'enum' && otherSeparators.test(text) && !isEnumText(context, text)) {
    const pieces = text.split(otherSeparators, valuesMax + 1).map((piece) => piece.trim())
    if (pieces.every((piece) => piece === '' || isEnumText(context, piece)))
      return rewritten(context, row, text, separator, pieces)
  }
  return [text]
}

function rewritten(
  { spot }: FieldContext,
  row: Row,
  text: string,
  separator: string,
  pieces: string[],
): string[] {
  report(row, spot, 'correction', 'separator-rewritten', {
    found: text,
    expected: separator,
    suggestion: pieces.join(separator),
  })
  return pieces
}
