import { type FormEvent, useEffect, useRef, useState } from 'react'
import { change } from '../../api/client.ts'
import type { Person } from '../../api/contract.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, Select } from '../../ui/Field.tsx'
import { useFirstFault } from '../../ui/use-first-fault.ts'
import { useRoleWords } from './use-role-words.ts'

type Attempt = (deed: () => Promise<unknown>, words: string) => Promise<void>
type Props = { person: Person; attempt: Attempt; onClose: () => void }

/** Officers work for all bodies; everybody else, unless told otherwise, for the own one. */
const officers = ['systemOfficer', 'securityOfficer', 'auditOfficer']

/** The roles of a person: take one back, give another one. */
export function RolesPart({ person, attempt, onClose }: Props) {
  const { w } = useIdentityText()
  const { roleTitle, reachOf } = useRoleWords()
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  const take = (grantId: string) =>
    attempt(
      () => change('delete', '/v1/accounts/{id}/roles/{grantId}', { path: { id: person.id, grantId } }),
      w.people.taken,
    )
  return (
    <section className="card" aria-labelledby="roles">
      <h2 id="roles" ref={head} tabIndex={-1}>
        {w.people.rolesOf(person.name)}
      </h2>
      {person.roles.length === 0 && <p>{w.people.noRoles}</p>}
      <ul className="role-list">
        {person.roles.map((grant) => (
          <li key={grant.id}>
            <span>
              {roleTitle(grant.role)} <span className="quiet-text">{reachOf(grant)}</span>
            </span>
            <Button
              look="danger"
              aria-label={w.people.takeOf(roleTitle(grant.role))}
              onClick={() => void take(grant.id)}
            >
              {w.people.take}
            </Button>
          </li>
        ))}
      </ul>
      <GiveForm person={person} attempt={attempt} />
      <p>
        <Button onClick={onClose}>{w.people.close}</Button>
      </p>
    </section>
  )
}

function GiveForm({ person, attempt }: Omit<Props, 'onClose'>) {
  const { w } = useIdentityText()
  const { bodies, roles, roleTitle, bodyTitle } = useRoleWords()
  const { form, faults, setFaults } = useFirstFault<'region'>()
  const [role, setRole] = useState('providerOfficer')
  const [orgId, setOrgId] = useState(person.orgId ?? '')
  const [state, setState] = useState<'idle' | 'busy'>('idle')
  const choices = [...new Set([...(person.orgId ? [person.orgId] : []), ...bodies.map(({ id }) => id)])]
  const give = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const region = String(new FormData(event.currentTarget).get('region')).trim()
    const isRight = region === '' || /^(?:\d{2}){1,3}$/.test(region)
    setFaults(isRight ? {} : { region: w.people.regionBad })
    if (!isRight) return
    setState('busy')
    const body = { role, orgId: orgId || null, region: region || null }
    const path = { id: person.id }
    await attempt(() => change('post', '/v1/accounts/{id}/roles', { path, body }), w.people.given)
    setState('idle')
  }
  return (
    <form ref={form} className="form" onSubmit={(event) => void give(event)} noValidate>
      <Select
        label={w.people.role}
        value={role}
        onChange={(e) => {
          setRole(e.target.value)
          setOrgId(officers.includes(e.target.value) ? '' : (person.orgId ?? ''))
        }}
      >
        {roles.map(({ code }) => (
          <option key={code} value={code}>
            {roleTitle(code)}
          </option>
        ))}
      </Select>
      <Select label={w.people.scope} value={orgId} onChange={(e) => setOrgId(e.target.value)}>
        {choices.map((id) => (
          <option key={id} value={id}>
            {bodyTitle(id)}
          </option>
        ))}
        <option value="">{w.people.everywhere}</option>
      </Select>
      <Field
        label={w.people.regionField}
        hint={w.people.regionHint}
        error={faults.region ?? null}
        name="region"
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
      />
      <Button look="primary" type="submit" disabled={state === 'busy'}>
        {state === 'busy' ? w.people.giving : w.people.give}
      </Button>
    </form>
  )
}
