import { useState } from 'react'
import { paths } from '../../paths.ts'
import { useIdentityText } from '../../text/identity.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Message } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Enrolment } from './Enrolment.tsx'
import { useSession, useSessionChange } from './use-session.ts'
import { useStepFocus } from './use-step-focus.ts'

/** What follows the password of a new account: its second factor, then where to go. */
export function Setup({ note }: { note?: string }) {
  const { w } = useIdentityText()
  const { session } = useSession()
  const changed = useSessionChange()
  const [step, setStep] = useState<'enrol' | 'done'>('enrol')
  useStepFocus(step)
  if (step === 'enrol')
    return (
      <Page title={w.enrol.title} lead={w.enrol.lead} narrow>
        <Enrolment
          onDone={async () => {
            await changed()
            setStep('done')
          }}
        />
      </Page>
    )
  return (
    <Page title={w.first.doneTitle} narrow>
      <Message look="good">
        <p>{w.signIn.done}</p>
        {note && <p>{note}</p>}
        <p className="actions">
          {session?.permissions.includes('accounts:read') && (
            <ButtonLink look="primary" to={paths.people}>
              {w.first.toPeople}
            </ButtonLink>
          )}
          {session?.permissions.includes('batches:write') && (
            <ButtonLink look="primary" to={paths.submit()}>
              {w.first.toSubmit}
            </ButtonLink>
          )}
          <ButtonLink to={paths.account}>{w.first.toAccount}</ButtonLink>
        </p>
      </Message>
    </Page>
  )
}
