import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { get } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { useStaffText, wordFor } from '../../text/staff.ts'
import { Empty, Failure, Loading } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import './catalog.css'
import type { KindSummary } from '../../api/contract.ts'

/** The catalog: every record kind under its category, in the order of the national catalog. */
export function Component() {
  const { w } = useStaffText()
  const query = useQuery({
    queryKey: ['kinds'],
    queryFn: () => get('/v1/catalog/kinds', {}),
    staleTime: 300_000,
  })
  return (
    <Page title={w.kinds.title} lead={w.kinds.lead}>
      {query.isPending && <Loading />}
      {query.isError && <Failure problem={query.error} retry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <Empty title={w.kinds.emptyTitle} />}
      {query.data &&
        byCategory(query.data.items, Object.keys(w.category)).map(([category, items]) => (
          <Category key={category} category={category} items={items} />
        ))}
    </Page>
  )
}

function Category({ category, items }: { category: string; items: KindSummary[] }) {
  const { w, pick } = useStaffText()
  return (
    <section aria-labelledby={`category-${category}`}>
      <h2 id={`category-${category}`}>{wordFor(w.category, category)}</h2>
      <ul className="kind-list">
        {items.map((item) => (
          <li key={item.kind} className="kind-card">
            <Link to={paths.kind(item.kind)}>{pick(item.title)}</Link>
            <p className="quiet-text">
              {wordFor(w.nature, item.nature)} · {wordFor(w.openness, item.openness)} ·{' '}
              {w.kinds.fields(item.fields)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Kinds grouped by category; known categories in their order, then those a newer server may add. */
function byCategory(items: KindSummary[], order: string[]): [string, KindSummary[]][] {
  const categories = new Set([...order, ...items.map((i) => i.category)])
  return [...categories]
    .map((c): [string, KindSummary[]] => [c, items.filter((i) => i.category === c)])
    .filter(([, found]) => found.length > 0)
}
