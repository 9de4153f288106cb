import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { change, get } from '../../api/client.ts'
import type { Factor } from '../../api/contract.ts'
import { useIdentityText, wordFor } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { instant } from '../../ui/instant.ts'
import { Failure, Loading } from '../../ui/Notice.tsx'
import { Enrolment } from './Enrolment.tsx'
import { Problem } from './Problem.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { useProof } from './use-proof.tsx'

/** The own second factors: what there is, add, remove, new recovery codes. */
export function FactorsPart() {
  const { w } = useIdentityText()
  const client = useQueryClient()
  const { prove, dialog } = useProof()
  const [isAdding, setAdding] = useState(false)
  const [codes, setCodes] = useState<readonly string[]>([])
  const [told, setTold] = useState('')
  const [problem, setProblem] = useState<unknown>(null)
  const factors = useQuery({ queryKey: ['factors'], queryFn: ({ signal }) => get('/v1/factors', {}, signal) })
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['factors'] }),
      client.invalidateQueries({ queryKey: ['session'] }),
    ])
  const attempt = async (deed: () => Promise<void>) => {
    setProblem(null)
    setTold('')
    await deed().catch(setProblem)
  }
  const remove = (id: string) =>
    attempt(async () => {
      await prove(() => change('delete', '/v1/factors/{id}', { path: { id } }))
      await refresh()
      setTold(w.account.removed)
    })
  const renew = () =>
    attempt(async () => {
      const reply = await prove(() => change('post', '/v1/factors/recovery-codes', {}))
      setCodes(reply.recoveryCodes)
    })
  const added = async () => {
    setAdding(false)
    await refresh()
    setTold(w.account.factorAdded)
  }
  const items = factors.data?.items ?? []
  return (
    <section aria-labelledby="factors">
      <h2 id="factors">{w.account.factorsTitle}</h2>
      {dialog}
      <Problem problem={problem} />
      <p role="status">{told}</p>
      {factors.isPending && <Loading />}
      {factors.isError && <Failure problem={factors.error} retry={() => void factors.refetch()} />}
      {factors.isSuccess && items.length === 0 && <p>{w.account.noFactors}</p>}
      {items.length > 0 && <FactorTable factors={items} onRemove={(id) => void remove(id)} />}
      {codes.length > 0 && <RecoveryCodes codes={codes} onKept={() => setCodes([])} />}
      {isAdding && <Enrolment prove={prove} onDone={added} />}
      <p className="actions">
        <Button aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          {w.account.addFactor}
        </Button>
        {items.length > 0 && <Button onClick={() => void renew()}>{w.account.renewCodes}</Button>}
        {items.length > 0 && <span className="quiet-text">{w.account.renewHint}</span>}
      </p>
    </section>
  )
}

type TableProps = { factors: Factor[]; onRemove: (id: string) => void }

function FactorTable({ factors, onRemove }: TableProps) {
  const { w, language } = useIdentityText()
  return (
    <table className="stacking">
      <caption className="hidden">{w.account.caption.factors}</caption>
      <thead>
        <tr>
          <th scope="col">{w.account.factor}</th>
          <th scope="col">{w.account.kind}</th>
          <th scope="col">{w.account.added}</th>
          <th scope="col">{w.account.actions}</th>
        </tr>
      </thead>
      <tbody>
        {factors.map(({ id, name, kind, createdAt }) => (
          <tr key={id}>
            <th scope="row" data-label={w.account.factor}>
              {name}
            </th>
            <td data-label={w.account.kind}>{wordFor(w.factor.ways, kind)}</td>
            <td data-label={w.account.added}>
              <time dateTime={createdAt}>{instant(createdAt, language)}</time>
            </td>
            <td data-label={w.account.actions}>
              <Button look="danger" aria-label={w.account.removeOf(name)} onClick={() => onRemove(id)}>
                {w.account.remove}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
