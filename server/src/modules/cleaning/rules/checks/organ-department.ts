import { report } from '../report.ts'
import { textOf } from '../row.ts'
import type { CheckCompiler, CheckField } from './check-context.ts'

/** First characters of the unified codes that organs may have when the pack names none: 1, given by 机构编制. */
const staffing = '1'

/** The organ's unified code was given by the staffing department (first character 1), as those of organs are. */
export const organDepartment: CheckCompiler = ({ check, fields, level }) => {
  const allowed = check.value ?? staffing
  const isAllowed = new Uint8Array(128)
  for (const character of allowed) isAllowed[character.charCodeAt(0)] = 1
  const expected = allowed === staffing ? '机构编制部门' : allowed
  return (row) => {
    for (let i = 0; i < fields.length; i++) {
      const { field, spot } = fields[i] as CheckField
      const code = field.type === 'uscc' ? textOf(row.values[spot.index]) : null
      if (code !== null && isAllowed[code.charCodeAt(0)] !== 1)
        report(row, spot, level, 'organ-department', { found: code, expected })
    }
  }
}
