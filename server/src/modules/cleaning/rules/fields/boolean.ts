import { isEmptyMark } from '@xinqiao/standards'
import type { FieldCompiler } from '../field-context.ts'
import { report } from '../report.ts'

const words = new Map<string, 'true' | 'false'>([
  ...['true', '1', '是', '有', 'y', 'yes', 't', '√'].map((word) => [word, 'true'] as const),
  ...['false', '0', '否', '无', '無', 'n', 'no', 'f', '×'].map((word) => [word, 'false'] as const),
])

/** Yes or no as `true` or `false`. 无 is a no here, not an empty cell. */
export const booleanRule: FieldCompiler =
  ({ spot }) =>
  (text, row) => {
    const value = words.get(text) ?? words.get(text.normalize('NFKC').toLowerCase())
    if (value !== undefined) return value
    if (isEmptyMark(text)) report(row, spot, 'correction', 'empty-mark', { found: text })
    else report(row, spot, 'error', 'boolean-invalid', { found: text, expected: '是 / 否' })
    return null
  }
