import { normaliseDocumentNumber } from '@xinqiao/standards'
import type { FieldCompiler } from '../field-context.ts'
import { report } from '../report.ts'

/** Number of a document in its official form: 〔〕 around the year, no blanks. Masked in a key field it is an error. */
export const documentNumberRule: FieldCompiler =
  ({ spot, isKey }) =>
  (text, row) => {
    const { value, changed } = normaliseDocumentNumber(text)
    if (value.includes('*') || value.includes('＊')) {
      report(row, spot, isKey ? 'error' : 'warning', 'document-number-masked', { found: text })
      return isKey ? null : value
    }
    if (changed && value !== text)
      report(row, spot, 'correction', 'document-number-rewritten', { found: text, suggestion: value })
    return value === '' ? null : value
  }
