import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from 'react'
import { useId } from 'react'

type Around = { label: string; hint?: ReactNode; error?: string | null }

/** A labelled text input; `error` marks it invalid and is read with it. */
export function Field({ label, hint, error, ...input }: Around & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        aria-describedby={hint || error ? `${id}-hint` : undefined}
        aria-invalid={error ? true : undefined}
        {...input}
      />
      <FieldHint id={`${id}-hint`} hint={hint} error={error} />
    </div>
  )
}

/** A labelled choice. */
export function Select({ label, hint, error, ...select }: Around & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        aria-describedby={hint || error ? `${id}-hint` : undefined}
        aria-invalid={error ? true : undefined}
        {...select}
      />
      <FieldHint id={`${id}-hint`} hint={hint} error={error} />
    </div>
  )
}

function FieldHint({ id, hint, error }: { id: string; hint: ReactNode; error: string | null | undefined }) {
  if (!hint && !error) return null
  return (
    <div id={id} className={error ? 'hint bad' : 'hint'}>
      {error ?? hint}
    </div>
  )
}
