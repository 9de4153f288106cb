import type { FieldCompiler } from '../field-context.ts'
import { report } from '../report.ts'

const hasDigit = /\d/
const digits = /^\d{6}(?:\d{3}|\d{6})?$/

/** A region code valid on the day of the fact, from a code or a name. Regions never reject a row: districts are abolished every year. */
export const regionRule: FieldCompiler =
  ({ spot, lookups, today }) =>
  (text, row) => {
    const met = lookups.regionOf(text, row.day ?? today)
    if (met === undefined || met.state === 'unknown') {
      report(row, spot, 'warning', 'region-unknown', { found: text })
      return digits.test(text) ? text : null
    }
    if (met.state === 'abolished') {
      const suggestion = met.code === text ? undefined : met.code
      report(row, spot, 'warning', 'region-abolished', { found: text, suggestion })
    } else if (met.code !== text && hasDigit.test(text))
      report(row, spot, 'correction', 'region-rewritten', { found: text, suggestion: met.code })
    return met.code
  }
