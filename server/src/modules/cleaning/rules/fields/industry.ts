import type { FieldCompiler } from '../field-context.ts'
import { report } from '../report.ts'

/** An industry class of GB/T 4754; an unknown one is a warning, since the classification changes by edition. */
export const industryRule: FieldCompiler =
  ({ spot, lookups }) =>
  (text, row) => {
    const code = lookups.industryOf(text)
    if (code === undefined) {
      report(row, spot, 'warning', 'industry-unknown', { found: text })
      return null
    }
    if (code !== text)
      report(row, spot, 'correction', 'industry-rewritten', { found: text, suggestion: code })
    return code
  }
