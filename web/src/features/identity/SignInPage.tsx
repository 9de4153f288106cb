import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { SessionView, SignInReply } from '../../api/contract.ts'
import { markSession } from '../../api/session-mark.ts'
import { paths, wayBack } from '../../paths.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Failure, Loading, Message } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import './identity.css'
import { ChangePassword } from './ChangePassword.tsx'
import { Enrolment } from './Enrolment.tsx'
import { FactorForm } from './FactorForm.tsx'
import { PasswordStep } from './PasswordStep.tsx'
import { useSession, useSessionChange, useSignOut } from './use-session.ts'
import { useStepFocus } from './use-step-focus.ts'

type Step =
  | { at: 'password' | 'enrolment' | 'passwordExpired' | 'loading' }
  | { at: 'secondFactor'; methods: readonly string[] }
  | { at: 'signedIn'; name: string }

/** Signing in, step by step: password, second factor or its enrolment, and back to where one came from. */
export function Component() {
  const { w } = useIdentityText()
  const [search] = useSearchParams()
  const { isThere, session, problem, retry } = useSession()
  const [reached, setReached] = useState<Step | null>(null)
  const navigate = useNavigate()
  const changed = useSessionChange()
  const to = wayBack(search.get('to'), paths.account)
  const step: Step = isThere ? (reached ?? stepOf(session)) : { at: 'password' }
  const hasEnded = !isThere && (search.get('why') === 'ended' || reached !== null)
  useStepFocus(step.at)
  const done = async () => {
    await changed()
    await navigate(to, { replace: true })
  }
  const follow = async ({ next, methods }: SignInReply) => {
    if (next === 'signedIn') return done()
    setReached(next === 'secondFactor' ? { at: next, methods: methods ?? [] } : { at: next as 'enrolment' })
    markSession(true)
  }
  const heads = {
    password: w.signIn,
    loading: w.signIn,
    signedIn: w.signIn,
    secondFactor: w.factor,
    enrolment: w.enrol,
    passwordExpired: w.expired,
  }
  return (
    <Page title={heads[step.at].title} lead={heads[step.at].lead} narrow>
      {hasEnded && (
        <Message look="warn">
          <p>{w.signIn.ended}</p>
        </Message>
      )}
      {step.at === 'loading' && (problem ? <Failure problem={problem} retry={retry} /> : <Loading />)}
      {step.at === 'password' && <PasswordStep onReply={follow} />}
      {step.at === 'secondFactor' && (
        <div className="card form">
          <FactorForm methods={step.methods} onReply={follow} />
          <OtherAccount onLeft={() => setReached(null)} label={w.factor.back} />
        </div>
      )}
      {step.at === 'enrolment' && <Enrolment onDone={done} />}
      {step.at === 'passwordExpired' && <ChangePassword onDone={done} />}
      {step.at === 'signedIn' && (
        <Message>
          <p>{w.signIn.already(step.name)}</p>
          <p className="actions">
            <ButtonLink look="primary" to={to}>
              {w.signIn.goOn}
            </ButtonLink>
            <OtherAccount onLeft={() => setReached(null)} label={w.signIn.other} />
          </p>
        </Message>
      )}
    </Page>
  )
}

/** Where a session that is there already stands. */
function stepOf(session: SessionView | undefined): Step {
  if (session === undefined) return { at: 'loading' }
  if (session.isFull) return { at: 'signedIn', name: session.name }
  return session.methods.length > 0 ? { at: 'secondFactor', methods: session.methods } : { at: 'enrolment' }
}

function OtherAccount({ label, onLeft }: { label: string; onLeft: () => void }) {
  const signOut = useSignOut()
  return <Button onClick={() => void signOut().then(onLeft, () => {})}>{label}</Button>
}
