import { type FormEvent, useId, useState } from 'react'
import { useIdentityText } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from './CopyButton.tsx'

/** The recovery codes, shown once, with ways to keep them; goes on only when they are said to be kept. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { w } = useIdentityText()
  const [isKept, setKept] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const id = useId()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isKept) return onKept()
    setError(w.codes.keptBad)
    event.currentTarget.querySelector('input')?.focus()
  }
  return (
    <form className="card form" onSubmit={submit} noValidate>
      <h2>{w.codes.title}</h2>
      <p role="status">{w.codes.lead}</p>
      <ul className="recovery-codes code" aria-label={w.codes.list}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p className="actions no-print">
        <CopyButton text={codes.join('\n')} label={w.codes.copy} done={w.codes.copied} />
        <Button onClick={() => window.print()}>{w.codes.print}</Button>
      </p>
      <div className="no-print">
        <label className="tick">
          <input
            type="checkbox"
            checked={isKept}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? id : undefined}
            onChange={(e) => {
              setKept(e.target.checked)
              setError(null)
            }}
          />
          <span>{w.codes.kept}</span>
        </label>
        {error && (
          <p id={id} className="hint bad">
            {error}
          </p>
        )}
      </div>
      <p className="no-print">
        <Button look="primary" type="submit">
          {w.codes.goOn}
        </Button>
      </p>
    </form>
  )
}
