import type { FieldCompiler } from '../field-context.ts'
import { report } from '../report.ts'

const hasDigit = /\d/

/** An industry class of GB/T 4754, from a code or a title; an unknown one warns, for the classification changes. */
export const industryRule: FieldCompiler =
  ({ spot, lookups }) =>
  (text, row) => {
    const code = lookups.industryOf(text)
    if (code === undefined) {
      report(row, spot, 'warning', 'industry-unknown', { found: text })
      return null
    }
    if (code !== text && hasDigit.test(text))
      report(row, spot, 'correction', 'industry-rewritten', { found: text, suggestion: code })
    return code
  }
