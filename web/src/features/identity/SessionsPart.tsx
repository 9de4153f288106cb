import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, change, get } from '../../api/client.ts'
import type { OwnSession } from '../../api/contract.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { instant } from '../../ui/instant.ts'
import { Failure, Loading } from '../../ui/Notice.tsx'
import { deviceOf } from './device.ts'
import { Problem } from './Problem.tsx'

/** Where one is signed in, with ways to end one session or all but this one. */
export function SessionsPart() {
  const { w } = useIdentityText()
  const client = useQueryClient()
  const [told, setTold] = useState('')
  const [problem, setProblem] = useState<unknown>(null)
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => get('/v1/sessions', {}, signal),
  })
  const items = sessions.data?.items ?? []
  const others = items.filter((one) => !one.isThis)
  const end = async (ending: OwnSession[]) => {
    setProblem(null)
    try {
      for (const { id } of ending) await endOne(id)
      setTold(w.account.ended)
    } catch (cause) {
      setProblem(cause)
    }
    await client.invalidateQueries({ queryKey: ['sessions'] })
  }
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{w.account.sessionsTitle}</h2>
      <Problem problem={problem} />
      <p role="status">{told}</p>
      {sessions.isPending && <Loading />}
      {sessions.isError && <Failure problem={sessions.error} retry={() => void sessions.refetch()} />}
      {items.length > 0 && <SessionTable sessions={items} onEnd={(one) => void end([one])} />}
      {sessions.isSuccess && others.length === 0 && <p className="quiet-text">{w.account.onlyThis}</p>}
      {others.length > 0 && (
        <p>
          <Button look="danger" onClick={() => void end(others)}>
            {w.account.endOthers}
          </Button>
        </p>
      )}
    </section>
  )
}

/** Ends a session; one that is gone already is what was wanted. */
async function endOne(id: string): Promise<void> {
  try {
    await change('delete', '/v1/sessions/{id}', { path: { id } })
  } catch (cause) {
    if (!(cause instanceof ApiProblem) || cause.code !== 'identity.sessionUnknown') throw cause
  }
}

type TableProps = { sessions: OwnSession[]; onEnd: (session: OwnSession) => void }

function SessionTable({ sessions, onEnd }: TableProps) {
  const { w, language } = useIdentityText()
  const time = (iso: string) => <time dateTime={iso}>{instant(iso, language)}</time>
  return (
    <table className="stacking">
      <caption className="hidden">{w.account.caption.sessions}</caption>
      <thead>
        <tr>
          <th scope="col">{w.account.device}</th>
          <th scope="col">{w.account.address}</th>
          <th scope="col">{w.account.began}</th>
          <th scope="col">{w.account.seen}</th>
          <th scope="col">{w.account.actions}</th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((one) => {
          const device = deviceOf(one.agent) || w.account.unknownDevice
          return (
            <tr key={one.id}>
              <th scope="row" data-label={w.account.device}>
                {device} {!one.isFull && <span className="quiet-text">{w.account.halfDone}</span>}
              </th>
              <td data-label={w.account.address}>{one.address}</td>
              <td data-label={w.account.began}>{time(one.createdAt)}</td>
              <td data-label={w.account.seen}>{time(one.seenAt)}</td>
              <td data-label={w.account.actions}>
                {one.isThis ? (
                  <span className="tag">{w.account.thisOne}</span>
                ) : (
                  <Button aria-label={w.account.endOf(device)} onClick={() => onEnd(one)}>
                    {w.account.end}
                  </Button>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
