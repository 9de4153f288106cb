import type { Person } from '../../api/contract.ts'
import { useIdentityText, wordFor } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { useRoleWords } from './use-role-words.ts'

type Deeds = {
  own: string
  may: (permission: string) => boolean
  onRoles: (person: Person) => void
  onReset: (person: Person) => void
  onState: (person: Person, state: 'paused' | 'active') => void
}

/** Accounts with their roles and what may be done about them. */
export function PeopleTable({ people, ...deeds }: { people: Person[] } & Deeds) {
  const { w } = useIdentityText()
  const { bodyTitle, roleTitle } = useRoleWords()
  return (
    <table className="stacking">
      <caption className="hidden">{w.people.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{w.people.person}</th>
          <th scope="col">{w.people.login}</th>
          <th scope="col">{w.people.org}</th>
          <th scope="col">{w.people.state}</th>
          <th scope="col">{w.people.roles}</th>
          <th scope="col">{w.people.actions}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row" data-label={w.people.person}>
              {person.name}
            </th>
            <td data-label={w.people.login}>{person.login}</td>
            <td data-label={w.people.org}>{person.orgId ? bodyTitle(person.orgId) : '—'}</td>
            <td data-label={w.people.state}>
              <span className={`status status-${person.state}`}>
                {wordFor(w.people.states, person.state)}
              </span>
            </td>
            <td data-label={w.people.roles}>
              {person.roles.map(({ role }) => roleTitle(role)).join(w.separator) || w.people.noRoles}
            </td>
            <td data-label={w.people.actions}>
              {person.id === deeds.own ? '—' : <Actions person={person} {...deeds} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Actions({ person, may, onRoles, onReset, onState }: { person: Person } & Deeds) {
  const { w } = useIdentityText()
  const { name, state, kind } = person
  const isStaff = kind === 'staff'
  return (
    <div className="actions">
      {may('roles:give') && isStaff && state !== 'ended' && (
        <Button aria-label={w.people.editRolesOf(name)} onClick={() => onRoles(person)}>
          {w.people.editRoles}
        </Button>
      )}
      {may('accounts:pause') && state === 'active' && (
        <Button aria-label={w.people.pauseOf(name)} onClick={() => onState(person, 'paused')}>
          {w.people.pause}
        </Button>
      )}
      {may('accounts:pause') && state === 'paused' && (
        <Button aria-label={w.people.resumeOf(name)} onClick={() => onState(person, 'active')}>
          {w.people.resume}
        </Button>
      )}
      {may('accounts:write') && isStaff && (state === 'active' || state === 'invited') && (
        <Button look="danger" aria-label={w.people.reinviteOf(name)} onClick={() => onReset(person)}>
          {w.people.reinvite}
        </Button>
      )}
    </div>
  )
}
