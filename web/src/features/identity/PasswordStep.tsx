import { type FormEvent, useState } from 'react'
import { change } from '../../api/client.ts'
import type { SignInReply } from '../../api/contract.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { useFirstFault } from '../../ui/use-first-fault.ts'
import { PasswordField } from './PasswordField.tsx'
import { Problem } from './Problem.tsx'

/** Asks for login and password. What is wrong with them is one answer, whichever it is. */
export function PasswordStep({ onReply }: { onReply: (reply: SignInReply) => Promise<void> }) {
  const { w } = useIdentityText()
  const { form, faults, setFaults } = useFirstFault<'login' | 'password'>()
  const [problem, setProblem] = useState<unknown>(null)
  const [state, setState] = useState<'idle' | 'busy'>('idle')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const login = String(fields.get('login')).trim()
    const password = String(fields.get('password'))
    setProblem(null)
    setFaults({
      ...(login === '' ? { login: w.signIn.missing } : {}),
      ...(password === '' ? { password: w.signIn.missing } : {}),
    })
    if (login === '' || password === '') return
    setState('busy')
    try {
      await onReply(await change('post', '/v1/session', { body: { login, password } }))
    } catch (cause) {
      setProblem(cause)
      setState('idle')
      form.current?.querySelector<HTMLInputElement>('[name=password]')?.select()
    }
  }
  return (
    <form ref={form} className="card form" onSubmit={submit} noValidate>
      <Problem problem={problem} />
      <Field
        label={w.signIn.login}
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        error={faults.login ?? null}
      />
      <PasswordField
        label={w.signIn.password}
        name="password"
        autoComplete="current-password"
        error={faults.password}
      />
      <Button look="primary" type="submit" disabled={state === 'busy'}>
        {state === 'busy' ? w.signIn.going : w.signIn.go}
      </Button>
      <p className="quiet-text">{w.signIn.forgot}</p>
    </form>
  )
}
