import { useEffect, useRef, useState } from 'react'
import { change } from '../../api/client.ts'
import type { OneTime, Person } from '../../api/contract.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { Problem } from './Problem.tsx'
import type { Prove } from './use-proof.tsx'

type Props = {
  person: Person
  prove: Prove
  onLink: (name: string, token: OneTime) => void
  onClose: () => void
}

/** Asks whether an account is really to be reset, and resets it. */
export function ResetPart({ person, prove, onLink, onClose }: Props) {
  const { w } = useIdentityText()
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  const [problem, setProblem] = useState<unknown>(null)
  const reset = async () => {
    setProblem(null)
    try {
      const path = { id: person.id }
      onLink(person.name, await prove(() => change('post', '/v1/accounts/{id}/invitation', { path })))
    } catch (cause) {
      setProblem(cause)
    }
  }
  return (
    <section className="card" aria-labelledby="reset">
      <h2 id="reset" ref={head} tabIndex={-1}>
        {w.people.reinviteOf(person.name)}
      </h2>
      <Problem problem={problem} />
      <p>{w.people.reinviteSure(person.name)}</p>
      <p className="actions">
        <Button look="danger" onClick={() => void reset()}>
          {w.people.sure}
        </Button>
        <Button onClick={onClose}>{w.people.cancel}</Button>
      </p>
    </section>
  )
}
