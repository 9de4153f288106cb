import { normaliseDocumentNumber } from '@xinqiao/standards'
import type { FieldCompiler, FieldRule } from '../field-context.ts'
import { lengthMaxOf } from '../length-max.ts'
import { report } from '../report.ts'

/** The official form without anything to normalise: 云港市监罚〔2025〕17号. */
const official = /^[\u4e00-\u9fa5]{2,30}〔(?:19|20)\d{2}〕[1-9]\d{0,7}号$/

/** Number of a document in its official form: 〔〕 around the year, no blanks. Masked in a key field it is an error. */
export const documentNumberRule: FieldCompiler = ({ field, spot, isKey }) => {
  const lengthMax = lengthMaxOf(field)
  const rule: FieldRule = (text, row) => {
    const { value, changed } = normaliseDocumentNumber(text)
    if (value.includes('*') || value.includes('＊')) {
      report(row, spot, isKey ? 'error' : 'warning', 'document-number-masked', { found: text })
      return isKey ? null : value
    }
    if (changed && value !== text)
      report(row, spot, 'correction', 'document-number-rewritten', { found: text, suggestion: value })
    return value === '' ? null : value
  }
  rule.exact = (raw) => (raw.length <= lengthMax && official.test(raw) ? raw : null)
  return rule
}
