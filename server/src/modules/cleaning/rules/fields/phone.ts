import type { FieldCompiler } from '../field-context.ts'
import { report } from '../report.ts'

const phone = /^\+?\d{3,16}(?:-\d{1,16}){0,3}$/

/** A phone number: digits, an optional leading + and hyphens. An unreadable one is a warning and not kept. */
export const phoneRule: FieldCompiler =
  ({ spot }) =>
  (text, row) => {
    if (phone.test(text)) return text
    const bare = text
      .normalize('NFKC')
      .replace(/[()\u2010-\u2015]/gu, '-')
      .replace(/\s+/gu, '')
      .replace(/-{2,}/g, '-')
      .replace(/^-|-$/g, '')
    if (!phone.test(bare)) {
      report(row, spot, 'warning', 'phone-invalid', { found: text })
      return null
    }
    report(row, spot, 'correction', 'phone-rewritten', { found: text, suggestion: bare })
    return bare
  }
