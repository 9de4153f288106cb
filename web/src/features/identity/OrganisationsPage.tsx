import { paths } from '../../paths.ts'
import { useIdentityText, wordFor } from '../../text/identity.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Empty, Failure, Loading } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import '../../ui/table.css'
import './identity.css'
import type { Organisation } from '../../api/contract.ts'
import { BodyForm } from './BodyForm.tsx'
import { useBodies } from './use-people.ts'
import { useSession } from './use-session.ts'

/** The bodies whose accounts one manages; the system officer registers them here. */
export function Component() {
  const { w } = useIdentityText()
  const { session } = useSession()
  const list = useBodies()
  const bodies = list.data?.pages.flatMap((p) => p.items) ?? []
  const people = <ButtonLink to={paths.people}>{w.people.title}</ButtonLink>
  return (
    <Page title={w.bodies.title} lead={w.bodies.lead} actions={people}>
      {list.isPending && <Loading />}
      {list.isError && <Failure problem={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && bodies.length === 0 && <Empty title={w.bodies.empty} />}
      {bodies.length > 0 && <BodyTable bodies={bodies} />}
      {list.hasNextPage && (
        <p>
          <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
            {w.bodies.more}
          </Button>
        </p>
      )}
      {session?.permissions.includes('organisations:write') && <BodyForm />}
    </Page>
  )
}

function BodyTable({ bodies }: { bodies: Organisation[] }) {
  const { w } = useIdentityText()
  return (
    <table className="stacking">
      <caption className="hidden">{w.bodies.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{w.bodies.name}</th>
          <th scope="col">{w.bodies.id}</th>
          <th scope="col">{w.bodies.kind}</th>
          <th scope="col">{w.bodies.usccTitle}</th>
          <th scope="col">{w.bodies.regionTitle}</th>
        </tr>
      </thead>
      <tbody>
        {bodies.map((body) => (
          <tr key={body.id}>
            <th scope="row" data-label={w.bodies.name}>
              {body.title}
            </th>
            <td data-label={w.bodies.id}>{body.id}</td>
            <td data-label={w.bodies.kind}>{wordFor(w.bodies.kinds, body.kind)}</td>
            <td data-label={w.bodies.usccTitle}>{body.uscc ?? '—'}</td>
            <td data-label={w.bodies.regionTitle}>{body.regionCode ?? '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
