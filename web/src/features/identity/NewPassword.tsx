import { ApiProblem } from '../../api/client.ts'
import { useIdentityText } from '../../text/identity.ts'
import type { Faults } from '../../ui/use-first-fault.ts'
import { PasswordField } from './PasswordField.tsx'

type Words = ReturnType<typeof useIdentityText>['w']

/** The fields of a new password with the rules it is held to. */
export function NewPassword({ faults }: { faults: Faults<'next' | 'again'> }) {
  const { w } = useIdentityText()
  return (
    <>
      <div className="password-rules">
        <p>{w.password.rules}</p>
        <ul>
          {w.password.ruleList.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </div>
      <PasswordField label={w.password.next} name="next" autoComplete="new-password" error={faults.next} />
      <PasswordField label={w.password.again} name="again" autoComplete="new-password" error={faults.again} />
    </>
  )
}

/** What can be said of a new password before it is sent; the server says the rest. */
export function passwordFaults(next: string, again: string, w: Words): Faults<'next' | 'again'> {
  const length = [...next.normalize('NFKC')].length
  if (length < 12) return { next: w.password.faults.short }
  if (length > 128) return { next: w.password.faults.long }
  return next === again ? {} : { again: w.password.differ }
}

/** What the server found wrong with a new password, in words; null when the problem is another one. */
export function weakness(problem: unknown, w: Words): string | null {
  if (!(problem instanceof ApiProblem) || problem.code !== 'identity.passwordWeak') return null
  const { faults } = problem.detail
  const words = w.password.faults as Record<string, string>
  const told = Array.isArray(faults) ? faults.map((one) => words[String(one)]).filter(Boolean) : []
  return told.join(' ') || null
}
