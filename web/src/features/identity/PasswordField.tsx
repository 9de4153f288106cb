import { type InputHTMLAttributes, useState } from 'react'
import { useIdentityText } from '../../text/identity.ts'
import { Field } from '../../ui/Field.tsx'

type Props = InputHTMLAttributes<HTMLInputElement> & {
  label: string
  name: string
  autoComplete: 'current-password' | 'new-password'
  error?: string | null | undefined
}

/** A password that can be pasted, filled in by a password manager, and looked at. */
export function PasswordField({ error, ...field }: Props) {
  const { w } = useIdentityText()
  const [isShown, setShown] = useState(false)
  return (
    <div className="password-field">
      <Field
        {...field}
        error={error ?? null}
        type={isShown ? 'text' : 'password'}
        spellCheck={false}
        autoCapitalize="none"
        maxLength={512}
      />
      <label className="tick">
        <input type="checkbox" checked={isShown} onChange={(e) => setShown(e.target.checked)} />
        <span>{w.password.show}</span>
      </label>
    </div>
  )
}
