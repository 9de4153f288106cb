import type { RowCounts } from '../../api/contract.ts'
import { useStaffText } from '../../text/staff.ts'
import { OutcomeBar } from './OutcomeBar.tsx'
import { verdicts } from './outcomes.ts'

/** How many rows ended how, with the bar and the sum in words. */
export function OutcomeCounts({ rows }: { rows: RowCounts }) {
  const { w, language } = useStaffText()
  return (
    <section aria-labelledby="counts">
      <h2 id="counts">{w.batch.counts}</h2>
      <OutcomeBar rows={rows} />
      <dl className="outcome-counts">
        <div>
          <dt>{w.verdict.received}</dt>
          <dd>{rows.received.toLocaleString(language)}</dd>
        </div>
        {verdicts.map((v) => (
          <div key={v} className={`count-${v}`}>
            <dt>{w.verdict[v]}</dt>
            <dd>{rows[v].toLocaleString(language)}</dd>
            <dd className="quiet-text">{w.verdictMeans[v]}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet-text">{w.batch.sum}</p>
    </section>
  )
}
