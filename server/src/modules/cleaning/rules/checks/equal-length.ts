import { report } from '../report.ts'
import { textsOf } from '../row.ts'
import type { CheckCompiler, CheckField } from './check-context.ts'

/** Fields that list several values list equally many; an empty field is not counted. */
export const equalLength: CheckCompiler = ({ fields, level }) => {
  return (row) => {
    const counts = fields
      .map(({ spot }) => textsOf(row.values[spot.index] ?? null).length)
      .filter((n) => n > 0)
    if (counts.length > 1 && counts.some((count) => count !== counts[0]))
      report(row, (fields[0] as CheckField).spot, level, 'lengths-differ', {
        found: counts.join(' / '),
        expected: String(Math.max(...counts)),
        isPlain: true,
      })
  }
}
