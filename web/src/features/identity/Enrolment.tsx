import { type FormEvent, useState } from 'react'
import { change } from '../../api/client.ts'
import type { Reply, SignInReply } from '../../api/contract.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Problem } from './Problem.tsx'
import { addPasskey } from './passkey.ts'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { TotpStep } from './TotpStep.tsx'

type Offer = Reply<'/v1/factors/totp', 'post'>
type Props = {
  /** Runs a deed, asking for a fresh proof first where the server wants one. */
  prove?: <T>(deed: () => Promise<T>) => Promise<T>
  onDone: () => Promise<void>
}

/** Adds a factor: choose which, set it up, and keep the recovery codes that come with the first one. */
export function Enrolment({ prove = (deed) => deed(), onDone }: Props) {
  const [offer, setOffer] = useState<Offer | null>(null)
  const [codes, setCodes] = useState<readonly string[]>([])
  const added = async (reply: SignInReply) => {
    setOffer(null)
    if (reply.recoveryCodes?.length) setCodes(reply.recoveryCodes)
    else await onDone()
  }
  if (codes.length > 0) return <RecoveryCodes codes={codes} onKept={() => void onDone()} />
  if (offer) return <TotpStep offer={offer} onReply={added} onBack={() => setOffer(null)} />
  return <Choice prove={prove} onOffer={setOffer} onReply={added} />
}

type ChoiceProps = Required<Pick<Props, 'prove'>> & {
  onOffer: (offer: Offer) => void
  onReply: (reply: SignInReply) => Promise<void>
}

function Choice({ prove, onOffer, onReply }: ChoiceProps) {
  const { w } = useIdentityText()
  const [problem, setProblem] = useState<unknown>(null)
  const [state, setState] = useState<'idle' | 'busy'>('idle')
  const begin = async (event: FormEvent<HTMLFormElement>, kind: 'totp' | 'passkey') => {
    event.preventDefault()
    const given = String(new FormData(event.currentTarget).get('name')).trim()
    const name = given || w.enrol.names[kind]
    setState('busy')
    setProblem(null)
    try {
      if (kind === 'totp') onOffer(await prove(() => change('post', '/v1/factors/totp', { body: { name } })))
      else await onReply(await prove(() => addPasskey(name)))
    } catch (cause) {
      setProblem(cause)
    }
    setState('idle')
  }
  return (
    <div className="enrol-choice">
      <Problem problem={problem} />
      {(['totp', 'passkey'] as const).map((kind) => (
        <form key={kind} className="card form" onSubmit={(event) => void begin(event, kind)}>
          <h2>{w.enrol[kind]}</h2>
          <p>{kind === 'totp' ? w.enrol.totpHint : w.enrol.passkeyHint}</p>
          <Field
            label={w.enrol.name}
            hint={w.enrol.nameHint}
            name="name"
            autoComplete="off"
            maxLength={60}
            defaultValue={w.enrol.names[kind]}
          />
          <Button look={kind === 'totp' ? 'primary' : 'quiet'} type="submit" disabled={state === 'busy'}>
            {kind === 'totp' ? w.enrol.begin : w.enrol.add}
          </Button>
        </form>
      ))}
    </div>
  )
}
