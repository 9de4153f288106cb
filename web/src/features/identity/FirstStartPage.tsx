import { type FormEvent, useState } from 'react'
import { useLocation } from 'react-router'
import { change } from '../../api/client.ts'
import { markSession } from '../../api/session-mark.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Page } from '../../ui/Page.tsx'
import { useFirstFault } from '../../ui/use-first-fault.ts'
import './identity.css'
import { NewPassword, passwordFaults, weakness } from './NewPassword.tsx'
import { isOneTimeToken, tokenOf } from './one-time-token.ts'
import { Problem } from './Problem.tsx'
import { Setup } from './Setup.tsx'

type Wish = { token: string; login: string; name: string; number: string }
type Named = keyof Wish | 'next' | 'again'

/** Where the first administrator makes the first account with the one-time token of the terminal. */
export function Component() {
  const { w } = useIdentityText()
  const [isMade, setMade] = useState(false)
  if (isMade) return <Setup note={w.first.next} />
  return (
    <Page title={w.first.title} lead={w.first.lead} narrow>
      <FirstForm onMade={() => setMade(true)} />
    </Page>
  )
}

function FirstForm({ onMade }: { onMade: () => void }) {
  const { w } = useIdentityText()
  const { hash } = useLocation()
  const { form, faults, setFaults } = useFirstFault<Named>()
  const [problem, setProblem] = useState<unknown>(null)
  const [state, setState] = useState<'idle' | 'busy'>('idle')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const text = (name: string) => String(fields.get(name)).trim()
    const wish = { token: text('token'), login: text('login'), name: text('name'), number: text('number') }
    const password = String(fields.get('next'))
    const found = { ...wishFaults(wish, w), ...passwordFaults(password, String(fields.get('again')), w) }
    setProblem(null)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    setState('busy')
    try {
      await change('post', '/v1/session/first-administrator', { body: { ...wish, password } })
      markSession(true)
      onMade()
    } catch (cause) {
      setState('idle')
      const weak = weakness(cause, w)
      if (weak) setFaults({ next: weak })
      else setProblem(cause)
    }
  }
  const field = (name: keyof Wish, hint?: string) => ({
    label: w.first[name],
    name,
    hint,
    error: faults[name] ?? null,
    spellCheck: false,
  })
  return (
    <form ref={form} className="card form" onSubmit={submit} noValidate>
      <Problem problem={problem} />
      <Field
        {...field('token', w.first.tokenHint)}
        className="code"
        autoComplete="off"
        maxLength={60}
        defaultValue={tokenOf(hash)}
      />
      <Field
        {...field('login', w.first.loginHint)}
        autoComplete="username"
        autoCapitalize="none"
        maxLength={64}
      />
      <Field {...field('name')} autoComplete="name" maxLength={60} />
      <Field {...field('number', w.first.numberHint)} autoComplete="off" maxLength={20} />
      <NewPassword faults={faults} />
      <Button look="primary" type="submit" disabled={state === 'busy'}>
        {state === 'busy' ? w.first.going : w.first.go}
      </Button>
    </form>
  )
}

type Words = ReturnType<typeof useIdentityText>['w']

function wishFaults({ token, login, name, number }: Wish, w: Words): Partial<Record<Named, string>> {
  return {
    ...(isOneTimeToken(token) ? {} : { token: w.first.tokenBad }),
    ...(/^[\p{L}\p{N}][\p{L}\p{N}._@-]{2,63}$/u.test(login.normalize('NFKC'))
      ? {}
      : { login: w.first.loginBad }),
    ...(name === '' ? { name: w.signIn.missing } : {}),
    ...(number.length < 15 || number.length > 20 ? { number: w.first.numberBad } : {}),
  }
}
