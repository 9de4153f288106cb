import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { BatchView, FindingView, RowView, Verdict } from '../../api/contract.ts'
import { paths } from '../../paths.ts'
import { useStaffText, wordFor } from '../../text/staff.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/Notice.tsx'
import { isOpen, verdicts } from './outcomes.ts'

/**
 * Rows of a file by outcome, each with everything that was found; the chosen outcome is kept in the address. Without
 * one, the API lists the rows it has something to say about.
 */
export function BatchRows({ batch }: { batch: BatchView }) {
  const { w } = useStaffText()
  const [search, setSearch] = useSearchParams()
  const verdict = verdicts.find((v) => v === search.get('verdict')) ?? null
  const open = isOpen(batch.status)
  const list = useInfiniteQuery({
    queryKey: ['rows', batch.id, verdict],
    queryFn: ({ pageParam }) =>
      get('/v1/batches/{id}/rows', {
        path: { id: batch.id },
        query: { verdict, limit: 20, cursor: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    enabled: !open,
  })
  const rows = list.data?.pages.flatMap((p) => p.items) ?? []
  const choose = (next: Verdict | null) =>
    setSearch(next === null ? {} : { verdict: next }, { replace: true })
  return (
    <section aria-labelledby="rows">
      <h2 id="rows">{w.batch.rows}</h2>
      {open ? (
        <p className="quiet-text">{w.batch.rowsLater}</p>
      ) : (
        <>
          <VerdictFilter batch={batch} chosen={verdict} choose={choose} />
          {list.isPending && <Loading />}
          {list.isError && <Failure problem={list.error} retry={() => void list.refetch()} />}
          {list.isSuccess && rows.length === 0 && <p className="quiet-text">{w.batch.rowsNone}</p>}
          <ol className="batch-rows">
            {rows.map((row) => (
              <Row key={`${row.table}/${row.number}`} row={row} many={batch.tables.length > 1} />
            ))}
          </ol>
          <p className="quiet-text" role="status">
            {rows.length > 0 && w.batch.shown(rows.length)}
          </p>
          {list.hasNextPage && (
            <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
              {list.isFetchingNextPage ? w.batch.loadingMore : w.batch.more}
            </Button>
          )}
        </>
      )}
    </section>
  )
}

type FilterProps = { batch: BatchView; chosen: Verdict | null; choose: (verdict: Verdict | null) => void }

function VerdictFilter({ batch, chosen, choose }: FilterProps) {
  const { w, language } = useStaffText()
  return (
    <fieldset className="chips">
      <legend>{w.batch.filter}</legend>
      {[null, ...verdicts].map((v) => (
        <button
          key={v ?? 'all'}
          type="button"
          className="chip"
          aria-pressed={chosen === v}
          onClick={() => choose(v)}
        >
          {v === null ? (
            w.batch.all
          ) : (
            <>
              {w.verdict[v]} <span className="chip-count">{batch.rows[v].toLocaleString(language)}</span>
            </>
          )}
        </button>
      ))}
    </fieldset>
  )
}

function Row({ row, many }: { row: RowView; many: boolean }) {
  const { w } = useStaffText()
  return (
    <li className={`batch-row row-${row.verdict}`}>
      <p className="row-head">
        <strong>{w.batch.rowNo(row.number)}</strong>
        {many && <span className="quiet-text">{w.batch.inTable(row.table + 1)}</span>}
        <span className={`status verdict-${row.verdict}`}>{w.verdict[row.verdict]}</span>
        {row.subjectId && <Link to={paths.subject(row.subjectId)}>{w.batch.subject}</Link>}
      </p>
      {row.findings.length === 0 ? (
        <p className="quiet-text">{w.batch.rowClean}</p>
      ) : (
        <ul className="row-findings">
          {row.findings.map((finding, i) => (
            // Two findings of a row may be alike in everything but their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <RowFinding key={i} finding={finding} />
          ))}
        </ul>
      )}
    </li>
  )
}

function RowFinding({ finding }: { finding: FindingView }) {
  const { w, pick } = useStaffText()
  const { level, column, found, expected, suggestion } = finding
  const becomes = level === 'correction' ? w.batch.corrected : w.batch.expected
  return (
    <li>
      <p>
        <span className={`level level-${level}`}>{wordFor(w.level, level)}</span> {pick(finding.text)}
      </p>
      <dl className="finding-facts">
        {column && <Fact term={w.batch.column} value={column} />}
        {found !== null && <Fact term={w.batch.found} value={found || w.batch.blank} />}
        {expected && <Fact term={becomes} value={expected} />}
        {suggestion && suggestion !== expected && <Fact term={w.batch.suggestion} value={suggestion} />}
      </dl>
    </li>
  )
}

const Fact = ({ term, value }: { term: string; value: string }) => (
  <div>
    <dt>{term}</dt>
    <dd className="break">{value}</dd>
  </div>
)
