import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { get } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { useStaffText, wordFor } from '../../text/staff.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { instant } from '../../ui/instant.ts'
import { Empty, Failure, Loading } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import '../../ui/table.css'
import './outcomes.css'
import type { BatchView, RowCounts } from '../../api/contract.ts'
import { OutcomeBar } from './OutcomeBar.tsx'
import { isOpen, verdicts } from './outcomes.ts'

/** Received files, newest first; refreshed while one of them is being filed. */
export function Component() {
  const { w } = useStaffText()
  const list = useInfiniteQuery({
    queryKey: ['batches'],
    queryFn: ({ pageParam }) => get('/v1/batches', { query: { limit: 20, cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((p) => p.items.some((b) => isOpen(b.status))) ? 4_000 : false,
  })
  const batches = list.data?.pages.flatMap((p) => p.items) ?? []
  const send = (
    <ButtonLink look="primary" to={paths.submit()}>
      {w.batches.send}
    </ButtonLink>
  )
  return (
    <Page title={w.batches.title} lead={w.batches.lead} actions={send}>
      {list.isPending && <Loading />}
      {list.isError && <Failure problem={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && batches.length === 0 && (
        <Empty title={w.batches.emptyTitle}>
          <p>{w.batches.emptyHint}</p>
        </Empty>
      )}
      {batches.length > 0 && <BatchTable batches={batches} />}
      {list.hasNextPage && (
        <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
          {list.isFetchingNextPage ? w.batch.loadingMore : w.batches.older}
        </Button>
      )}
    </Page>
  )
}

function BatchTable({ batches }: { batches: BatchView[] }) {
  const { w, pick, language } = useStaffText()
  return (
    <table className="stacking">
      <caption className="hidden">{w.batches.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{w.batches.file}</th>
          <th scope="col">{w.batches.kinds}</th>
          <th scope="col">{w.batches.provider}</th>
          <th scope="col">{w.batches.receivedAt}</th>
          <th scope="col">{w.batches.status}</th>
          <th scope="col">{w.batches.outcome}</th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <tr key={batch.id}>
            <th scope="row" className="file-name" data-label={w.batches.file}>
              <Link to={paths.batch(batch.id)}>{batch.filename ?? w.batches.noName}</Link>
            </th>
            <td data-label={w.batches.kinds}>
              {batch.kinds.map((k) => pick(k.title)).join(w.separator) || '—'}
            </td>
            <td data-label={w.batches.provider}>{batch.provider.title}</td>
            <td data-label={w.batches.receivedAt}>
              <time dateTime={batch.receivedAt}>{instant(batch.receivedAt, language)}</time>
            </td>
            <td data-label={w.batches.status}>
              <span className={`status status-${batch.status}`}>{wordFor(w.status, batch.status)}</span>
            </td>
            <td data-label={w.batches.outcome} className="outcome-cell">
              <ShortCounts rows={batch.rows} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ShortCounts({ rows }: { rows: RowCounts }) {
  const { w, language } = useStaffText()
  const present = verdicts.filter((v) => rows[v] > 0)
  return (
    <div className="short-counts">
      <OutcomeBar rows={rows} />
      <span>
        {w.verdict.received} {rows.received.toLocaleString(language)}{' '}
        {present.map((v) => (
          <span key={v} className="short-count">
            {w.verdict[v]} {rows[v].toLocaleString(language)}
          </span>
        ))}
      </span>
    </div>
  )
}
