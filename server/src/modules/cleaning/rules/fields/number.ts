import type { FieldCompiler } from '../field-context.ts'
import { report } from '../report.ts'

const decimal = /^-?(?:0|[1-9]\d{0,23})(?:\.\d{1,12})?$/
const looseDecimal = /^([+-]?)(\d{1,24}|\d{1,3}(?:,\d{3}){1,7})(?:\.(\d{0,12}))?$/

/** A number as exact decimal text, without thousands separators or a leading plus. */
export const decimalRule: FieldCompiler =
  ({ spot }) =>
  (text, row) => {
    if (decimal.test(text)) return text
    const value = decimalOf(text)
    if (value === null) report(row, spot, 'error', 'number-invalid', { found: text, expected: '1234.56' })
    else report(row, spot, 'correction', 'number-rewritten', { found: text, suggestion: value })
    return value
  }

const integer = /^-?(?:0|[1-9]\d{0,18})$/

/** A whole number. `7299.0` is one (spreadsheets write it so), `7299.5` is not. */
export const integerRule: FieldCompiler =
  ({ spot }) =>
  (text, row) => {
    if (integer.test(text)) return text
    const value = decimalOf(text)?.replace(/\.0+$/, '') ?? null
    if (value === null || !integer.test(value)) {
      report(row, spot, 'error', 'number-invalid', { found: text, expected: '1234' })
      return null
    }
    report(row, spot, 'correction', 'number-rewritten', { found: text, suggestion: value })
    return value
  }

function decimalOf(text: string): string | null {
  const met = looseDecimal.exec(text.normalize('NFKC').replace(/\s+/gu, ''))
  if (met === null) return null
  const whole = (met[2] as string).replaceAll(',', '').replace(/^0+(?=\d)/, '')
  const fraction = met[3] === undefined || met[3] === '' ? '' : `.${met[3]}`
  const value = `${met[1] === '-' ? '-' : ''}${whole}${fraction}`
  return /^-0(?:\.0*)?$/.test(value) ? value.slice(1) : value
}
