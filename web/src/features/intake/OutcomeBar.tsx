import type { RowCounts, Verdict } from '../../api/contract.ts'
import { useStaffText } from '../../text/staff.ts'
import { verdicts } from './outcomes.ts'

const width = 1000

/** Shares of the outcomes as one stacked bar; an outcome that occurs is never thinner than a hair. */
export function OutcomeBar({ rows }: { rows: RowCounts }) {
  const { w } = useStaffText()
  const present = verdicts.filter((v) => rows[v] > 0)
  const words = present.map((v) => `${w.verdict[v]} ${rows[v]}`).join(w.separator)
  return (
    <svg
      className="outcome-bar"
      viewBox={`0 0 ${width} 12`}
      preserveAspectRatio="none"
      role="img"
      aria-label={w.batch.barOf(words || '0')}
    >
      <rect className="bar-ground" x={0} y={0} width={width} height={12} />
      {segments(rows, present).map((s) => (
        <rect key={s.verdict} className={`bar-${s.verdict}`} x={s.x} y={0} width={s.width} height={12} />
      ))}
    </svg>
  )
}

function segments(rows: RowCounts, present: Verdict[]) {
  const total = present.reduce((sum, v) => sum + rows[v], 0)
  const hair = 6
  const free = width - hair * present.length
  let x = 0
  return present.map((verdict) => {
    const share = hair + (free * rows[verdict]) / total
    const segment = { verdict, x, width: share }
    x += share
    return segment
  })
}
