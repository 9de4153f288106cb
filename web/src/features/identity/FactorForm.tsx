import { type FormEvent, useId, useState } from 'react'
import { change } from '../../api/client.ts'
import type { SignInReply } from '../../api/contract.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { CodeField } from './CodeField.tsx'
import { Problem } from './Problem.tsx'
import { showPasskey } from './passkey.ts'

type Way = 'totp' | 'passkey' | 'recovery'
const order: Way[] = ['totp', 'passkey', 'recovery']

/** Asks for one of the account's factors: a code, a passkey or a recovery code. */
export function FactorForm({
  methods,
  onReply,
}: {
  methods: readonly string[]
  onReply: (reply: SignInReply) => Promise<void>
}) {
  const { w } = useIdentityText()
  const ways = order.filter((way) => way === 'recovery' || methods.includes(way))
  const [way, setWay] = useState<Way>(ways[0]!)
  const [problem, setProblem] = useState<unknown>(null)
  const [state, setState] = useState<'idle' | 'busy'>('idle')
  const id = useId()
  const show = async (deed: () => Promise<SignInReply>) => {
    setState('busy')
    setProblem(null)
    try {
      await onReply(await deed())
    } catch (cause) {
      setProblem(cause)
      setState('idle')
    }
  }
  return (
    <div className="form">
      <Problem problem={problem} />
      <fieldset className="ways">
        <legend>{w.factor.way}</legend>
        {ways.map((one) => (
          <label key={one} className="tick">
            <input
              type="radio"
              name={id}
              checked={way === one}
              onChange={() => {
                setWay(one)
                setProblem(null)
              }}
            />
            <span>{w.factor.ways[one]}</span>
          </label>
        ))}
      </fieldset>
      {way === 'passkey' ? (
        <>
          <p>{w.factor.passkeyHint}</p>
          <Button look="primary" disabled={state === 'busy'} onClick={() => void show(showPasskey)}>
            {state === 'busy' ? w.factor.verifying : w.factor.usePasskey}
          </Button>
        </>
      ) : (
        <CodeForm
          key={way}
          way={way}
          busy={state === 'busy'}
          onCode={(code) => void show(() => change('post', '/v1/session/code', { body: { code } }))}
        />
      )}
    </div>
  )
}

type CodeProps = { way: 'totp' | 'recovery'; busy: boolean; onCode: (code: string) => void }

function CodeForm({ way, busy, onCode }: CodeProps) {
  const { w } = useIdentityText()
  const [error, setError] = useState<string | null>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code')).replace(/\s/g, '')
    const isRight = way === 'totp' ? /^\d{6}$/.test(code) : code.length >= 10
    setError(isRight ? null : way === 'totp' ? w.factor.codeBad : w.factor.recoveryBad)
    if (isRight) onCode(code)
    else event.currentTarget.querySelector('input')?.focus()
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <CodeField
        label={way === 'totp' ? w.factor.code : w.factor.recovery}
        hint={way === 'totp' ? w.factor.codeHint : w.factor.recoveryHint}
        error={error}
        isShort={way === 'totp'}
      />
      <Button look="primary" type="submit" disabled={busy}>
        {busy ? w.factor.verifying : w.factor.verify}
      </Button>
    </form>
  )
}
