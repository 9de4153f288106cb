import { report } from '../report.ts'
import { textOf } from '../row.ts'
import type { CheckCompiler, CheckField } from './check-context.ts'

/** No date is earlier than the day in `value`, or, without one, than the date in the last field. */
export const notBefore: CheckCompiler = ({ check, fields, level }) => {
  const bound = check.value ?? null
  const dates = bound === null ? fields.slice(0, -1) : fields
  const last = fields.at(-1) as CheckField
  return (row) => {
    const first = bound ?? textOf(row.values[last.spot.index])
    if (first === null) return
    for (let i = 0; i < dates.length; i++) {
      const { spot } = dates[i] as CheckField
      const day = textOf(row.values[spot.index])
      if (day !== null && day < (day.length === first.length ? first : first.slice(0, day.length)))
        report(row, spot, level, 'date-too-early', { found: day, expected: first })
    }
  }
}
