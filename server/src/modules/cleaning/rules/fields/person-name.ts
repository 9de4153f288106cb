import type { FieldCompiler, FieldRule } from '../field-context.ts'
import { lengthMaxOf } from '../length-max.ts'
import { isChineseText, mayBeEmptyMark } from '../plain-text.ts'
import { report } from '../report.ts'

// Dots met in the names of minorities and foreigners; the standard one is U+00B7.
const dots = /[•‧・･∙⋅●.．]/gu
const wide = /[\uff01-\uff5e]/g
const cjk = /\p{Script=Han}/u
const needsWork = /[^\p{Script=Han}]/u
const hasLetter = /\p{L}/u

/** Name of a person: dots unified to ·, blanks between Chinese characters removed. A firm's name passes unchanged. */
export const personNameRule: FieldCompiler = ({ spot, field }) => {
  const lengthMax = lengthMaxOf(field)
  const rule: FieldRule = (text, row) => {
    if (!needsWork.test(text)) return text
    if (!hasLetter.test(text)) {
      report(row, spot, 'warning', 'name-shape', { found: text })
      return null
    }
    let name = text.replace(wide, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    if (cjk.test(name)) name = name.replace(dots, '·').replace(/\s+/gu, '')
    else name = name.replace(/\s+/gu, ' ').trim()
    // Brackets in a Chinese name stay full width, as they are displayed everywhere else.
    if (cjk.test(name)) name = name.replaceAll('(', '（').replaceAll(')', '）')
    if (name !== text) report(row, spot, 'correction', 'name-rewritten', { found: text, suggestion: name })
    return name
  }
  rule.exact = (raw) => (raw.length <= lengthMax && isChineseText(raw) && !mayBeEmptyMark(raw) ? raw : null)
  return rule
}
