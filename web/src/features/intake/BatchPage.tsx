import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { address, get } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { useStaffText, wordFor } from '../../text/staff.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { FileLink } from '../../ui/FileLink.tsx'
import { Failure, Loading, Message } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import '../../ui/staff.css'
import type { BatchView } from '../../api/contract.ts'
import { BatchRows } from './BatchRows.tsx'
import { Columns } from './Columns.tsx'
import { OutcomeCounts } from './OutcomeCounts.tsx'
import { isOpen } from './outcomes.ts'
import { TopFindings } from './TopFindings.tsx'

/** Milliseconds until the next look at an unfinished batch: quick at first, then ever slower up to ten seconds. */
const pauseAfter = (looks: number): number => Math.min(10_000, 500 * 1.4 ** Math.min(looks, 12))

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
          <ButtonLink to={paths.submit}>{w.batches.send}</ButtonLink>
        </div>
      )}
      {batch.notes.map((note) => (
        <Message look="warn" key={`${note.code} ${note.text.en}`}>
          <p>{pick(note.text)}</p>
        </Message>
      ))}
      {(batch.status !== 'refused' || batch.rows.received > 0) && <OutcomeCounts rows={batch.rows} />}
      {!open && <Files batch={batch} />}
      <TopFindings findings={batch.findings} open={open} />
      {batch.tables.length > 0 && <Columns tables={batch.tables} />}
      {batch.rows.received > 0 && <BatchRows batch={batch} />}
      <About batch={batch} />
    </div>
  )
}

function Progress({ batch }: { batch: BatchView }) {
  const { w } = useStaffText()
  const { rows, status } = batch
  const sentence =
    status === 'received'
      ? w.batch.waiting
      : status === 'filing'
        ? w.batch.filing(rows.received)
        : status === 'filed'
          ? w.batch.done(rows.received, rows.accepted + rows.corrected)
          : ''
  return (
    <div className={isOpen(status) ? 'batch-progress is-open' : 'batch-progress'}>
      <span className={`status status-${status}`}>{wordFor(w.status, status)}</span>
      <span role="status" aria-live="polite">
        {sentence}
      </span>
    </div>
  )
}

function Files({ batch }: { batch: BatchView }) {
  const { w, language } = useStaffText()
  const { filename, id, rows, tables } = batch
  const name = filename ?? id
  const wrong = rows.rejected + rows.inDoubt
  const stem = name.replace(/\.[A-Za-z0-9.]{1,8}$/, '')
  const format = batch.format === 'zip' || batch.format === null ? 'csv' : batch.format
  const errors = (table?: number) => ({
    url: address('/v1/batches/{id}/errors', { path: { id }, query: { table, lang: language } }),
    filename: `${stem}-errors.${format}`,
    busy: w.batch.downloading,
  })
  return (
    <section aria-labelledby="files">
      <h2 id="files">{w.batch.files}</h2>
      <div className="actions no-print">
        {wrong > 0 && tables.length < 2 && <FileLink {...errors()}>{w.batch.errors}</FileLink>}
        {wrong > 0 &&
          tables.length > 1 &&
          tables.map((t) => (
            <FileLink key={t.number} {...errors(t.number)}>
              {w.batch.errorsOf(t.name)}
            </FileLink>
          ))}
        <FileLink
          url={address('/v1/batches/{id}/original', { path: { id } })}
          filename={name}
          busy={w.batch.downloading}
        >
          {w.batch.original}
        </FileLink>
        {rows.inDoubt > 0 && <ButtonLink to={paths.doubts}>{w.batch.doubts}</ButtonLink>}
      </div>
      {wrong > 0 && <p className="quiet-text">{w.batch.errorsHint}</p>}
    </section>
  )
}

function About({ batch }: { batch: BatchView }) {
  const { w, pick, language } = useStaffText()
  const number = (value: number, digits = 0) =>
    value.toLocaleString(language, { maximumFractionDigits: digits })
  const facts: [string, string][] = [
    [w.batches.kinds, batch.kinds.map((k) => pick(k.title)).join(w.separator) || '—'],
    [w.batches.provider, batch.provider.title],
    [w.batch.format, [batch.format, batch.encoding].filter(Boolean).join(' · ').toUpperCase() || '—'],
    [w.batch.size, w.batch.bytes(number(batch.size))],
    [w.batches.receivedAt, new Date(batch.receivedAt).toLocaleString(language)],
    [w.batch.receivedOn, batch.receivedOn],
    ...(batch.seconds === null
      ? []
      : [
          [w.batch.took, w.batch.seconds(number(batch.seconds, 2), number(batch.rowsPerSecond ?? 0))] as [
            string,
            string,
          ],
        ]),
    [w.batch.digest, batch.sha256],
  ]
  return (
    <section aria-labelledby="about-file">
      <h2 id="about-file">{w.batch.about}</h2>
      <dl className="facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="break">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
