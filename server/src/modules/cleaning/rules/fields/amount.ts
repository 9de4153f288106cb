import { parseAmount } from '@xinqiao/standards'
import type { FieldCompiler, FieldContext, FieldRule } from '../field-context.ts'
import { report } from '../report.ts'
import type { Row } from '../row.ts'

const renminbi = new Set(['', 'CNY', 'RMB', '人民币', '元'])
const bareNumber = /^-?\d{1,18}(?:\.\d{1,12})?$/

/** An amount as exact decimal text in yuan. A bare number is in the column's unit; any other form is reported. */
export const amountRule: FieldCompiler = (context) => {
  const { spot, unit } = context
  const rule: FieldRule = (text, row) => {
    const parsed = parseAmount(text, unit)
    if (!parsed.ok) {
      report(row, spot, 'error', 'amount-invalid', { found: text, expected: unitTitle(unit) })
      return null
    }
    if (parsed.yuan.startsWith('-')) {
      report(row, spot, 'error', 'amount-negative', { found: text, expected: '≥ 0' })
      return null
    }
    if (!renminbi.has(parsed.currency)) {
      report(row, spot, 'warning', 'amount-currency', { found: text, reason: parsed.currency })
      return null
    }
    if (!bareNumber.test(text)) reportForm(context, row, text, parsed)
    return parsed.yuan
  }
  // A bare number within bounds has only one reading; the same round sums come again and again.
  const known = new Map<string, string>()
  rule.exact = (raw) => {
    const met = known.get(raw)
    if (met !== undefined) return met
    if (raw.charCodeAt(0) === 0x2d || !bareNumber.test(raw)) return null
    const parsed = parseAmount(raw, unit)
    if (!parsed.ok) return null
    if (known.size < knownMax) known.set(raw, parsed.yuan)
    return parsed.yuan
  }
  return rule
}

/** Amounts remembered per column. */
const knownMax = 2048

type Parsed = { yuan: string; unitFound: string | null; approximate?: boolean }

function reportForm({ spot, unit }: FieldContext, row: Row, text: string, parsed: Parsed): void {
  const suggestion = parsed.yuan
  if (parsed.approximate === true)
    report(row, spot, 'warning', 'amount-approximate', { found: text, suggestion })
  else if (parsed.unitFound !== null && parsed.unitFound !== unit)
    report(row, spot, 'correction', 'amount-unit', { found: text, expected: unitTitle(unit), suggestion })
  else report(row, spot, 'correction', 'amount-rewritten', { found: text, suggestion })
}

const unitTitle = (unit: 'yuan' | 'wan-yuan'): string => (unit === 'yuan' ? '元' : '万元')
