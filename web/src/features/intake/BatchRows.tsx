import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { BatchView, FindingView, RowView, Verdict } from '../../api/contract.ts'
import { paths } from '../../paths.ts'
import { useStaffText, wordFor } from '../../text/staff.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/Notice.tsx'
import { isOpen, verdicts } from './outcomes.ts'

/** Rows shown without a choice: those that keep somebody waiting, else all there is something to say about. */
const firstShown = ({ rows }: BatchView): Verdict | 'all' =>
  rows.rejected > 0 ? 'rejected' : rows.inDoubt > 0 ? 'inDoubt' : 'all'

/** Rows of a file by outcome, each with everything that was found; the chosen outcome is kept in the address. */
export function BatchRows({ batch }: { batch: BatchView }) {
  const { w } = useStaffText()
  const [search, setSearch] = useSearchParams()
  const asked = search.get('verdict')
  const shown = ([...verdicts, 'all'] as const).find((v) => v === asked) ?? firstShown(batch)
  const verdict = shown === 'all' ? null : shown
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
  const choose = (next: Verdict | 'all') => setSearch({ verdict: next }, { replace: true })
  return (
    <section aria-labelledby="rows">
      <h2 id="rows">{w.batch.rows}</h2>
      {open ? (
        <p className="quiet-text">{w.batch.rowsLater}</p>
      ) : (
        <>
          <VerdictFilter batch={batch} chosen={shown} choose={choose} />
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

type FilterProps = { batch: BatchView; chosen: Verdict | 'all'; choose: (verdict: Verdict | 'all') => void }

function VerdictFilter({ batch, chosen, choose }: FilterProps) {
  const { w, language } = useStaffText()
  const met = verdicts.filter((v) => batch.rows[v] > 0 || v === chosen)
  return (
    <fieldset className="chips">
      <legend>{w.batch.filter}</legend>
      {([...[...met].reverse(), 'all'] as const).map((v) => (
        <button key={v} type="button" className="chip" aria-pressed={chosen === v} onClick={() => choose(v)}>
          {v === 'all' ? (
            w.batch.all
          ) : (
            <>
              {w.verdict[v]} {batch.rows[v].toLocaleString(language)}
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
          {worstFirst(row.findings).map((finding, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: findings of a row may be alike in all but their place
            <RowFinding key={i} finding={finding} />
          ))}
        </ul>
      )}
    </li>
  )
}

const weight: Record<string, number> = { error: 0, doubt: 1, warning: 2, correction: 3 }
const worstFirst = (findings: FindingView[]) =>
  [...findings].sort((a, b) => (weight[a.level] ?? 2) - (weight[b.level] ?? 2))

function RowFinding({ finding }: { finding: FindingView }) {
  const { w, pick } = useStaffText()
  const { level, field, found, expected, suggestion } = finding
  const isCorrected = level === 'correction'
  const better = suggestion ?? expected
  // The sentence names column and value; beside each other, old and new are quicker to compare.
  const facts: [string, string][] = [
    [w.batch.found, found || w.batch.blank],
    [isCorrected ? w.batch.corrected : suggestion ? w.batch.suggestion : w.batch.expected, better ?? ''],
  ]
  return (
    <li>
      <p>
        <span className={`level level-${level}`}>{wordFor(w.level, level)}</span> {pick(finding.text)}
      </p>
      {field !== null && better && (
        <dl className="finding-facts">
          {facts.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}
