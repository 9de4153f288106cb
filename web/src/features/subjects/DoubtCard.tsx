import { Link } from 'react-router'
import type { Candidate, Doubt } from '../../api/contract.ts'
import { paths } from '../../paths.ts'
import { useStaffText, wordFor } from '../../text/staff.ts'
import { DecisionForm } from './DecisionForm.tsx'
import { EvidenceTable } from './EvidenceTable.tsx'

/** One doubt: on one side what was sent, on the other whom it may be about, below the decision. */
export function DoubtCard({ doubt }: { doubt: Doubt }) {
  const { w } = useStaffText()
  const { row } = doubt
  return (
    <article className="doubt card" aria-labelledby={`doubt-${doubt.id}`}>
      <header>
        <h2 id={`doubt-${doubt.id}`}>{row.name || w.doubts.none}</h2>
        <p>{wordFor(w.doubts.why, doubt.reason)}</p>
      </header>
      <div className="doubt-sides">
        <section className="doubt-side">
          <h3>{doubt.leftId ? w.doubts.pairSide : w.doubts.rowSide}</h3>
          <Sent doubt={doubt} />
        </section>
        <section className="doubt-side">
          <h3>{w.doubts.candidateSide}</h3>
          {doubt.candidates.length === 0 && <p className="quiet-text">{w.doubts.noCandidates}</p>}
          {doubt.candidates.map((c) => (
            <CandidatePart key={c.subjectId} candidate={c} />
          ))}
        </section>
      </div>
      <DecisionForm doubt={doubt} />
    </article>
  )
}

function Sent({ doubt }: { doubt: Doubt }) {
  const { w } = useStaffText()
  const { row, batchId, rowNumber, leftId } = doubt
  const identifiers = row.identifiers.map((i) => `${wordFor(w.doubts.scheme, i.scheme)} ${i.value}`)
  return (
    <>
      <dl className="facts">
        <Fact term={w.doubts.name} value={row.name} />
        <Fact term={w.doubts.identifiers} value={identifiers.join(w.separator)} />
        <Fact term={w.doubts.region} value={row.region} />
        <Fact term={w.doubts.legal} value={row.legalRepresentative} />
        <Fact term={w.doubts.address} value={row.address} />
      </dl>
      {batchId && (
        <p>
          {rowNumber !== null && <span className="quiet-text">{w.doubts.fromRow(rowNumber)} </span>}
          <Link to={paths.batch(batchId)}>{w.doubts.seeBatch}</Link>
        </p>
      )}
      {leftId && <Link to={paths.subject(leftId)}>{w.doubts.seeSubject}</Link>}
    </>
  )
}

function CandidatePart({ candidate }: { candidate: Candidate }) {
  const { w } = useStaffText()
  return (
    <div className="candidate">
      <h4>
        {candidate.name}{' '}
        <Link to={paths.subject(candidate.entityId)} aria-label={`${w.doubts.seeSubject} ${candidate.name}`}>
          {w.doubts.seeSubject}
        </Link>
      </h4>
      <dl className="facts">
        <Fact term={w.doubts.region} value={candidate.region} />
        <Fact term={w.doubts.legal} value={candidate.legalRepresentative} />
        <Fact term={w.doubts.address} value={candidate.address} />
      </dl>
      <EvidenceTable candidate={candidate} />
    </div>
  )
}

function Fact({ term, value }: { term: string; value: string | null }) {
  const { w } = useStaffText()
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value || <span className="quiet-text">{w.doubts.none}</span>}</dd>
    </div>
  )
}
