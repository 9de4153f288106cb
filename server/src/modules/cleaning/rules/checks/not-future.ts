import { report } from '../report.ts'
import { textOf } from '../row.ts'
import type { CheckCompiler, CheckField } from './check-context.ts'

/** None of the dates is later than the day of receipt. */
export const notFuture: CheckCompiler = ({ fields, level, today }) => {
  return (row) => {
    for (let i = 0; i < fields.length; i++) {
      const { spot } = fields[i] as CheckField
      const day = textOf(row.values[spot.index])
      // Months and years compare with the same part of today.
      if (day !== null && day > (day.length === today.length ? today : today.slice(0, day.length)))
        report(row, spot, level, 'date-in-future', { found: day, expected: today })
    }
  }
}
