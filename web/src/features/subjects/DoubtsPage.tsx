import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'
import { useStaffText } from '../../text/staff.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, Failure, Loading } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import '../../ui/table.css'
import './doubts.css'
import { DoubtCard } from './DoubtCard.tsx'

/** Rows and pairs of subjects that wait for a person; a decided one stays in its place so that it can be undone. */
export function Component() {
  const { w } = useStaffText()
  const list = useInfiniteQuery({
    queryKey: ['doubts'],
    queryFn: ({ pageParam }) => get('/v1/doubts', { query: { limit: 10, cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    // A refetch would take decided doubts away before the reader can undo them.
    refetchOnWindowFocus: false,
  })
  const doubts = list.data?.pages.flatMap((p) => p.items) ?? []
  const open = list.data?.pages[list.data.pages.length - 1]?.open ?? 0
  return (
    <Page title={w.doubts.title} lead={w.doubts.lead}>
      {list.isPending && <Loading />}
      {list.isError && <Failure problem={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && doubts.length === 0 && (
        <Empty title={w.doubts.emptyTitle}>
          <p>{w.doubts.emptyHint}</p>
        </Empty>
      )}
      {doubts.length > 0 && <p role="status">{w.doubts.open(open)}</p>}
      {doubts.map((doubt) => (
        <DoubtCard key={doubt.id} doubt={doubt} />
      ))}
      {list.hasNextPage && (
        <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
          {list.isFetchingNextPage ? w.batch.loadingMore : w.doubts.more}
        </Button>
      )}
    </Page>
  )
}
