import { ApiProblem } from '../../api/client.ts'
import { useIdentityText } from '../../text/identity.ts'
import { PasskeyProblem } from './passkey.ts'
import { ProofCancelled } from './use-proof.tsx'

/** Why a form of these pages came to nothing, read at once; nothing while there is no problem. */
export function Problem({ problem }: { problem: unknown }) {
  const { w, t, pick } = useIdentityText()
  if (problem === null || problem === undefined || problem instanceof ProofCancelled) return null
  const isThrottled = problem instanceof ApiProblem && problem.status === 429
  const text =
    problem instanceof ApiProblem
      ? pick(problem.text)
      : problem instanceof PasskeyProblem
        ? passkeyText(problem, w.factor)
        : t.notice.unexpected
  return (
    <div className={isThrottled ? 'notice warn' : 'notice bad'} role="alert">
      <p className="notice-title">{text}</p>
      {isThrottled && <p>{w.signIn.wait}</p>}
    </div>
  )
}

type Words = ReturnType<typeof useIdentityText>['w']['factor']

function passkeyText({ fault, host }: PasskeyProblem, words: Words): string {
  return fault === 'wrongPlace' ? words.wrongPlace(host) : words[fault]
}
