import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import { useText } from '../../text/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Empty, Failure, Loading } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Filters } from './Filters.tsx'
import { HitCard } from './HitCard.tsx'
import { SearchBox } from './SearchBox.tsx'
import { longEnough, readSearch, type SearchState, searchQuery, writeSearch } from './search-state.ts'

/** Search results; query and filters stand in the address. */
export function Component() {
  const { t } = useText()
  const [address, setAddress] = useSearchParams()
  const state = readSearch(address)
  const ask = (change: Partial<SearchState>) => setAddress(writeSearch({ ...state, ...change }))
  return (
    <Page title={state.q === '' ? t.search.title : t.search.results(state.q)}>
      <SearchBox start={state.q} onSearch={(q) => ask({ q })} />
      <Filters state={state} change={ask} />
      <Results state={state} />
    </Page>
  )
}

function Results({ state }: { state: SearchState }) {
  const { t } = useText()
  const found = useInfiniteQuery({
    queryKey: ['search', state],
    queryFn: ({ pageParam, signal }) => get('/v1/search', { query: searchQuery(state, pageParam) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: longEnough(state.q),
  })
  if (!longEnough(state.q))
    return (
      <Empty title={state.q === '' ? t.search.start : t.search.tooShort}>
        <p>{t.search.startHint}</p>
      </Empty>
    )
  if (found.isPending) return <Loading />
  if (found.isError) return <Failure problem={found.error} retry={() => void found.refetch()} />
  const hits = found.data.pages.flatMap((page) => page.items)
  if (hits.length === 0)
    return (
      <Empty title={t.search.none}>
        <p>{t.search.noneHint}</p>
      </Empty>
    )
  return (
    <section aria-label={t.search.title}>
      <p className="quiet-text" role="status">
        {t.search.shown(hits.length, found.hasNextPage)}
      </p>
      <ol className="hits">
        {hits.map((hit) => (
          <HitCard key={hit.id} hit={hit} />
        ))}
      </ol>
      {found.hasNextPage && (
        <p className="center">
          <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {found.isFetchingNextPage ? t.notice.loading : t.search.more}
          </Button>
        </p>
      )}
    </section>
  )
}
