import { type FormEvent, useState } from 'react'
import { change } from '../../api/client.ts'
import type { Reply, SignInReply } from '../../api/contract.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { CodeField } from './CodeField.tsx'
import { Problem } from './Problem.tsx'
import { QrCode } from './QrCode.tsx'

type Props = {
  offer: Reply<'/v1/factors/totp', 'post'>
  onReply: (reply: SignInReply) => Promise<void>
  onBack: () => void
}

/** Shows the secret of a new authenticator as a picture and as text, and takes its first code. */
export function TotpStep({ offer, onReply, onBack }: Props) {
  const { w } = useIdentityText()
  const [problem, setProblem] = useState<unknown>(null)
  const [error, setError] = useState<string | null>(null)
  const [state, setState] = useState<'idle' | 'busy'>('idle')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const input = event.currentTarget.querySelector('input')
    const code = (input?.value ?? '').replace(/\s/g, '')
    setProblem(null)
    setError(/^\d{6}$/.test(code) ? null : w.factor.codeBad)
    if (!/^\d{6}$/.test(code)) return input?.focus()
    setState('busy')
    try {
      const path = { id: offer.id }
      await onReply(await change('post', '/v1/factors/totp/{id}/confirmation', { path, body: { code } }))
    } catch (cause) {
      setProblem(cause)
      setState('idle')
      input?.select()
    }
  }
  return (
    <form className="card form" onSubmit={submit} noValidate>
      <p role="status">{w.enrol.scan}</p>
      <QrCode text={offer.address} title={w.enrol.qr} />
      <dl>
        <dt>{w.enrol.secret}</dt>
        <dd className="code totp-secret">{offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</dd>
      </dl>
      <p className="hint">{w.enrol.secretHint}</p>
      <Problem problem={problem} />
      <CodeField label={w.enrol.code} error={error} isShort />
      <p className="actions">
        <Button look="primary" type="submit" disabled={state === 'busy'}>
          {state === 'busy' ? w.enrol.confirming : w.enrol.confirm}
        </Button>
        <Button onClick={onBack}>{w.enrol.other}</Button>
      </p>
    </form>
  )
}
