import type { Candidate } from '../../api/contract.ts'
import { useStaffText } from '../../text/staff.ts'

/** A weight or a sum with its sign, as people write it. */
export const signed = (weight: number, language: string): string =>
  weight.toLocaleString(language, { signDisplay: 'exceptZero', maximumFractionDigits: 2 })

/** What speaks for and against a candidate, with the weight of each piece of evidence and their sum. */
export function EvidenceTable({ candidate }: { candidate: Candidate }) {
  const { w, pick, language } = useStaffText()
  return (
    <table className="stacking evidence">
      <thead>
        <tr>
          <th scope="col">{w.doubts.evidence}</th>
          <th scope="col">{w.doubts.left}</th>
          <th scope="col">{w.doubts.right}</th>
          <th scope="col" className="number">
            {w.doubts.weight}
          </th>
        </tr>
      </thead>
      <tbody>
        {candidate.evidence.map((e) => (
          <tr key={`${e.feature} ${e.left} ${e.right}`}>
            <th scope="row" data-label={w.doubts.evidence}>
              {pick(e.title)}
            </th>
            <td data-label={w.doubts.left}>{e.left ?? '—'}</td>
            <td data-label={w.doubts.right}>{e.right ?? '—'}</td>
            <td data-label={w.doubts.weight} className={e.weight < 0 ? 'number against' : 'number for'}>
              {signed(e.weight, language)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {w.doubts.total}
          </th>
          <td className="number">{signed(candidate.score, language)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
