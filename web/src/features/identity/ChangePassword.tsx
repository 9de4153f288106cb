import { type FormEvent, useState } from 'react'
import { ApiProblem, change } from '../../api/client.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { useFirstFault } from '../../ui/use-first-fault.ts'
import { NewPassword, passwordFaults, weakness } from './NewPassword.tsx'
import { PasswordField } from './PasswordField.tsx'
import { Problem } from './Problem.tsx'

/** Changes the own password; all other sessions of the account end. */
export function ChangePassword({ onDone }: { onDone: () => Promise<void> }) {
  const { w, pick } = useIdentityText()
  const { form, faults, setFaults } = useFirstFault<'current' | 'next' | 'again'>()
  const [problem, setProblem] = useState<unknown>(null)
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const [current, next, again] = ['current', 'next', 'again'].map((name) => String(fields.get(name)))
    const found = {
      ...(current === '' ? { current: w.signIn.missing } : {}),
      ...passwordFaults(next!, again!, w),
    }
    setProblem(null)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    setState('busy')
    try {
      await change('post', '/v1/session/password', { body: { current: current!, next: next! } })
      form.current?.reset()
      setState('done')
      await onDone()
    } catch (cause) {
      setState('idle')
      const weak = weakness(cause, w)
      if (weak) setFaults({ next: weak })
      else if (cause instanceof ApiProblem && cause.code === 'identity.passwordWrong')
        setFaults({ current: pick(cause.text) })
      else setProblem(cause)
    }
  }
  return (
    <form ref={form} className="card form" onSubmit={submit} noValidate>
      <Problem problem={problem} />
      <PasswordField
        label={w.password.current}
        name="current"
        autoComplete="current-password"
        error={faults.current}
      />
      <NewPassword faults={faults} />
      <Button look="primary" type="submit" disabled={state === 'busy'}>
        {state === 'busy' ? w.password.saving : w.password.save}
      </Button>
      <p role="status">{state === 'done' ? w.password.saved : ''}</p>
    </form>
  )
}
