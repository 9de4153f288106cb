import type { BatchView } from '../../api/contract.ts'
import { useStaffText, wordFor } from '../../text/staff.ts'

const shown = 20

/** The findings of a file, worst first, each with an example in words and how often it occurs. */
export function TopFindings({ findings, open }: { findings: BatchView['findings']; open: boolean }) {
  const { w, pick, language } = useStaffText()
  if (findings.length === 0 && open) return null
  return (
    <section aria-labelledby="top">
      <h2 id="top">{w.batch.top}</h2>
      {findings.length === 0 ? (
        <p className="quiet-text">{w.batch.topNone}</p>
      ) : (
        <table className="stacking">
          <thead>
            <tr>
              <th scope="col">{w.batch.level}</th>
              <th scope="col">{w.batch.fieldName}</th>
              <th scope="col">{w.batch.problem}</th>
              <th scope="col" className="number">
                {w.batch.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {findings.slice(0, shown).map((f) => (
              <tr key={`${f.code} ${f.field} ${f.level}`}>
                <td data-label={w.batch.level}>
                  <span className={`level level-${f.level}`}>{wordFor(w.level, f.level)}</span>
                </td>
                <td data-label={w.batch.fieldName}>{f.title ? pick(f.title) : (f.field ?? '—')}</td>
                <td data-label={w.batch.problem}>{pick(f.text)}</td>
                <td data-label={w.batch.count} className="number">
                  {f.count.toLocaleString(language)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
