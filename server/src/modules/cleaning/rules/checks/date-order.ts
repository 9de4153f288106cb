import { report } from '../report.ts'
import { textOf } from '../row.ts'
import type { CheckCompiler, CheckField } from './check-context.ts'

/** Each filled-in date is not earlier than the one before it in the check's fields. Equal days are in order. */
export const dateOrder: CheckCompiler = ({ fields, level }) => {
  return (row) => {
    let before: string | null = null
    for (let i = 0; i < fields.length; i++) {
      const { spot } = fields[i] as CheckField
      const day = textOf(row.values[spot.index])
      if (day === null) continue
      if (before !== null && day < before)
        report(row, spot, level, 'date-order', { found: day, expected: before })
      before = day
    }
  }
}
