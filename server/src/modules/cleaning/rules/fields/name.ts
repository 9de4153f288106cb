import { normaliseName } from '@xinqiao/standards'
import type { FieldCompiler, FieldRule } from '../field-context.ts'
import { lengthMaxOf } from '../length-max.ts'
import { isPlainName, mayBeEmptyMark } from '../plain-text.ts'
import { report } from '../report.ts'

const hasLetter = /[\p{L}〇]/u
const isDayForm = /^\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T].*)?$/u
// × and 某 stand for what was left out; xx only where no word goes on (Exxon, Maxxis are names).
const isMasked = /[*＊×某□■]|(?:^|\p{Script=Han})[xX]{2,}(?:\p{Script=Han}|$)/u

/**
 * Name of an organisation, organ or party in display form. Other names in the subject's cell become aliases.
 * A masked name or one without any letter is an error for the subject, a warning elsewhere.
 */
export const nameRule: FieldCompiler = ({ field, spot, isSubjectName }) => {
  const lengthMax = lengthMaxOf(field)
  const level = isSubjectName ? 'error' : 'warning'
  const rule: FieldRule = (text, row) => {
    const { name, aliases } = normaliseName(text)
    const startsChinese = name.charCodeAt(0) >= 0x4e00 && name.charCodeAt(0) <= 0x9fff
    if (!startsChinese && (!hasLetter.test(name) || isDayForm.test(name))) {
      report(row, spot, level, 'name-shape', { found: text })
      return null
    }
    if (isMasked.test(name)) {
      report(row, spot, level, 'name-masked', { found: text })
      return isSubjectName ? null : name
    }
    if (aliases.length > 0 && isSubjectName) row.aliases = aliases
    if (name !== text) report(row, spot, 'correction', 'name-rewritten', { found: text, suggestion: name })
    return name
  }
  // A plain name comes out of normalising as it went in (clean-cells.test.ts holds it to that).
  rule.exact = (raw) => (raw.length <= lengthMax && isPlainName(raw) && !mayBeEmptyMark(raw) ? raw : null)
  return rule
}
