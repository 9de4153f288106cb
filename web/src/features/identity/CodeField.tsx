import { Field } from '../../ui/Field.tsx'

type Props = { label: string; hint?: string; error: string | null; isShort: boolean }

/** A code of an authenticator (short) or a recovery code; phones offer the digits. */
export function CodeField({ isShort, ...around }: Props) {
  return (
    <Field
      {...around}
      name="code"
      className="code"
      inputMode={isShort ? 'numeric' : 'text'}
      autoComplete={isShort ? 'one-time-code' : 'off'}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={isShort ? 10 : 40}
    />
  )
}
