import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { get } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { useStaffText, wordFor } from '../../text/staff.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Failure, Loading, Message } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import '../../ui/table.css'
import './intake.css'
import './outcomes.css'
import type { BatchView } from '../../api/contract.ts'
import { AboutFile } from './AboutFile.tsx'
import { BatchRows } from './BatchRows.tsx'
import { Columns } from './Columns.tsx'
import { NextSteps } from './NextSteps.tsx'
import { OutcomeCounts } from './OutcomeCounts.tsx'
import { isOpen } from './outcomes.ts'
import { TopFindings } from './TopFindings.tsx'

/** Milliseconds until the next look at an unfinished batch: quick at first, then ever slower up to three seconds. */
const pauseAfter = (looks: number): number => Math.min(3_000, 500 * 1.4 ** Math.min(looks, 12))

/** A received file: progress while it is filed, then what became of each row and why. */
export function Component() {
  const { id = '' } = useParams()
  const { w } = useStaffText()
  const query = useQuery({
    queryKey: ['batch', id],
    queryFn: ({ signal }) => get('/v1/batches/{id}', { path: { id } }, signal),
    refetchInterval: ({ state }) =>
      state.data && isOpen(state.data.status) ? pauseAfter(state.dataUpdateCount) : false,
  })
  const batch = query.data
  return (
    <Page
      title={batch ? (batch.filename ?? w.batches.noName) : w.batch.title}
      lead={<Link to={paths.batches}>{w.batch.back}</Link>}
    >
      {query.isPending && <Loading />}
      {query.isError && <Failure problem={query.error} retry={() => void query.refetch()} />}
      {batch && <Batch batch={batch} />}
    </Page>
  )
}

function Batch({ batch }: { batch: BatchView }) {
  const { w, pick } = useStaffText()
  const open = isOpen(batch.status)
  return (
    <div className="batch">
      <Progress batch={batch} />
      {batch.duplicateOf && (
        <Message look="warn">
          <p className="notice-title">{w.batch.again}</p>
          <p>
            {w.batch.againText} <Link to={paths.batch(batch.duplicateOf)}>{w.batch.againLink}</Link>
          </p>
        </Message>
      )}
      {batch.problem && (
        <div className="notice bad" role="alert">
          <p className="notice-title">{w.batch.refusedTitle}</p>
          <p>{pick(batch.problem.text)}</p>
          <ButtonLink to={paths.submit()}>{w.batches.send}</ButtonLink>
        </div>
      )}
      {batch.notes.map((note) => (
        <Message look="warn" key={`${note.code} ${note.text.en}`}>
          <p>{pick(note.text)}</p>
        </Message>
      ))}
      {(batch.status !== 'refused' || batch.rows.received > 0) && <OutcomeCounts rows={batch.rows} />}
      {!open && <NextSteps batch={batch} />}
      <TopFindings findings={batch.findings} open={open} />
      {batch.rows.received > 0 && <BatchRows batch={batch} />}
      {batch.tables.length > 0 && <Columns tables={batch.tables} />}
      <AboutFile batch={batch} />
    </div>
  )
}

function Progress({ batch }: { batch: BatchView }) {
  const { w } = useStaffText()
  const { rows, status } = batch
  const sentence: Record<string, string> = {
    received: w.batch.waiting,
    filing: w.batch.filing(rows.received),
    filed: w.batch.done(rows.received, rows.accepted + rows.corrected),
  }
  return (
    <div className="batch-progress">
      <span className={`status status-${status}`}>{wordFor(w.status, status)}</span>
      <span role="status" aria-live="polite">
        {sentence[status] ?? ''}
      </span>
      {isOpen(status) && <progress aria-label={wordFor(w.status, status)} />}
    </div>
  )
}
