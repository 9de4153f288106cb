import { type FormEvent, useState } from 'react'
import { change } from '../../api/client.ts'
import type { OneTime } from '../../api/contract.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, Select } from '../../ui/Field.tsx'
import { useFirstFault } from '../../ui/use-first-fault.ts'
import { Problem } from './Problem.tsx'
import type { Prove } from './use-proof.tsx'
import { useRoleWords } from './use-role-words.ts'

type Props = { prove: Prove; onLink: (name: string, token: OneTime) => void }

/** Makes an account for a member of staff and tells the link for its holder. */
export function InvitePart({ prove, onLink }: Props) {
  const { w } = useIdentityText()
  const { bodies } = useRoleWords()
  const { form, faults, setFaults } = useFirstFault<'login' | 'name' | 'number' | 'orgId'>()
  const [problem, setProblem] = useState<unknown>(null)
  const [state, setState] = useState<'idle' | 'busy'>('idle')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    const body = { login: text('login'), name: text('name'), number: text('number'), orgId: text('orgId') }
    const found = {
      ...(/^[\p{L}\p{N}][\p{L}\p{N}._@-]{2,63}$/u.test(body.login) ? {} : { login: w.first.loginBad }),
      ...(body.name === '' ? { name: w.signIn.missing } : {}),
      ...(body.number.length < 15 || body.number.length > 20 ? { number: w.first.numberBad } : {}),
      ...(body.orgId === '' ? { orgId: w.people.orgBad } : {}),
    }
    setProblem(null)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    setState('busy')
    try {
      const made = await prove(() => change('post', '/v1/accounts', { body }))
      form.current?.reset()
      onLink(body.name, made.invitation)
    } catch (cause) {
      setProblem(cause)
    }
    setState('idle')
  }
  const field = (name: 'login' | 'name' | 'number', hint?: string) => ({
    label: w.people[name],
    name,
    hint,
    error: faults[name] ?? null,
    autoComplete: 'off',
    spellCheck: false,
  })
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{w.people.invite}</h2>
      <p>{w.people.inviteLead}</p>
      <form ref={form} className="card form" onSubmit={(event) => void submit(event)} noValidate>
        <Problem problem={problem} />
        <Field {...field('name')} maxLength={60} />
        <Field {...field('number', w.people.numberHint)} maxLength={20} />
        <Field {...field('login', w.first.loginHint)} autoCapitalize="none" maxLength={64} />
        <Select label={w.people.org} name="orgId" error={faults.orgId ?? null}>
          {bodies.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
        <Button look="primary" type="submit" disabled={state === 'busy'}>
          {state === 'busy' ? w.people.going : w.people.go}
        </Button>
      </form>
    </section>
  )
}
