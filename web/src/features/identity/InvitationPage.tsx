import { type FormEvent, useState } from 'react'
import { useLocation } from 'react-router'
import { change } from '../../api/client.ts'
import { markSession } from '../../api/session-mark.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'
import { useFirstFault } from '../../ui/use-first-fault.ts'
import './identity.css'
import { NewPassword, passwordFaults, weakness } from './NewPassword.tsx'
import { tokenOf } from './one-time-token.ts'
import { Problem } from './Problem.tsx'
import { Setup } from './Setup.tsx'

/** Where the link of an invitation leads: a password first, then the second factor. */
export function Component() {
  const { w } = useIdentityText()
  const { hash } = useLocation()
  const [isSet, setSet] = useState(false)
  const token = tokenOf(hash)
  if (isSet) return <Setup />
  return (
    <Page title={w.invitation.title} lead={w.invitation.lead} narrow>
      {token === '' ? (
        <div className="notice bad" role="alert">
          <p>{w.invitation.noToken}</p>
        </div>
      ) : (
        <InvitationForm token={token} onSet={() => setSet(true)} />
      )}
    </Page>
  )
}

function InvitationForm({ token, onSet }: { token: string; onSet: () => void }) {
  const { w } = useIdentityText()
  const { form, faults, setFaults } = useFirstFault<'next' | 'again'>()
  const [problem, setProblem] = useState<unknown>(null)
  const [state, setState] = useState<'idle' | 'busy'>('idle')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const password = String(fields.get('next'))
    const found = passwordFaults(password, String(fields.get('again')), w)
    setProblem(null)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    setState('busy')
    try {
      await change('post', '/v1/session/invitation', { body: { token, password } })
      // The token is spent; it need not stay in the address.
      window.history.replaceState(window.history.state, '', window.location.pathname)
      markSession(true)
      onSet()
    } catch (cause) {
      setState('idle')
      const weak = weakness(cause, w)
      if (weak) setFaults({ next: weak })
      else setProblem(cause)
    }
  }
  return (
    <form ref={form} className="card form" onSubmit={submit} noValidate>
      <Problem problem={problem} />
      <NewPassword faults={faults} />
      <Button look="primary" type="submit" disabled={state === 'busy'}>
        {state === 'busy' ? w.password.saving : w.invitation.go}
      </Button>
    </form>
  )
}
