import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { change } from '../../api/client.ts'
import type { OneTime, Person } from '../../api/contract.ts'
import { paths } from '../../paths.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Empty, Failure, Loading } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import '../../ui/table.css'
import './identity.css'
import { InvitePart } from './InvitePart.tsx'
import { OneTimeLink } from './OneTimeLink.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { Problem } from './Problem.tsx'
import { ResetPart } from './ResetPart.tsx'
import { RolesPart } from './RolesPart.tsx'
import { usePeople } from './use-people.ts'
import { useProof } from './use-proof.tsx'
import { useSession } from './use-session.ts'

type Chosen = { id: string; what: 'roles' | 'reset' } | null

/** The people of the bodies one manages: invite them, give and take roles, pause and reset accounts. */
export function Component() {
  const { w } = useIdentityText()
  const client = useQueryClient()
  const { session } = useSession()
  const { prove, dialog } = useProof()
  const list = usePeople()
  const [chosen, setChosen] = useState<Chosen>(null)
  const [link, setLink] = useState<{ name: string; token: OneTime } | null>(null)
  const [told, setTold] = useState('')
  const [problem, setProblem] = useState<unknown>(null)
  const people = list.data?.pages.flatMap((p) => p.items) ?? []
  const person = people.find(({ id }) => id === chosen?.id)
  const may = (permission: string) => session?.permissions.includes(permission) ?? false
  const attempt = async (deed: () => Promise<unknown>, words: string) => {
    setProblem(null)
    setTold('')
    try {
      await prove(deed)
      await client.invalidateQueries({ queryKey: ['people'] })
      setTold(words)
    } catch (cause) {
      setProblem(cause)
    }
  }
  const setState = ({ id, name }: Person, state: 'paused' | 'active') =>
    attempt(
      () => change('put', '/v1/accounts/{id}/state', { path: { id }, body: { state } }),
      state === 'paused' ? w.people.paused(name) : w.people.resumed(name),
    )
  const showLink = (name: string, token: OneTime) => {
    setLink({ name, token })
    setChosen(null)
    void client.invalidateQueries({ queryKey: ['people'] })
  }
  const bodies = <ButtonLink to={paths.organisations}>{w.people.organisations}</ButtonLink>
  return (
    <Page title={w.people.title} lead={w.people.lead} actions={bodies}>
      {dialog}
      {list.isPending && <Loading />}
      {list.isError && <Failure problem={list.error} retry={() => void list.refetch()} />}
      <Problem problem={problem} />
      <p role="status">{told}</p>
      {link && <OneTimeLink name={link.name} token={link.token} />}
      {list.isSuccess && people.length === 0 && (
        <Empty title={w.people.empty}>
          <p>{w.people.emptyHint}</p>
        </Empty>
      )}
      {people.length > 0 && (
        <PeopleTable
          people={people}
          own={session?.accountId ?? ''}
          may={may}
          onRoles={({ id }) => setChosen({ id, what: 'roles' })}
          onReset={({ id }) => setChosen({ id, what: 'reset' })}
          onState={(one, state) => void setState(one, state)}
        />
      )}
      {list.hasNextPage && (
        <p>
          <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
            {w.people.more}
          </Button>
        </p>
      )}
      {person && chosen?.what === 'roles' && (
        <RolesPart key={person.id} person={person} attempt={attempt} onClose={() => setChosen(null)} />
      )}
      {person && chosen?.what === 'reset' && (
        <ResetPart
          key={person.id}
          person={person}
          prove={prove}
          onLink={showLink}
          onClose={() => setChosen(null)}
        />
      )}
      {list.isSuccess && may('accounts:write') && <InvitePart prove={prove} onLink={showLink} />}
    </Page>
  )
}
