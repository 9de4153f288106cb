import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ApiProblem, keepToken } from '../api/client.ts'
import { useText } from '../text/index.tsx'
import { Button } from './Button.tsx'
import { Field } from './Field.tsx'

/** Says that something is on its way. */
export function Loading() {
  const { t } = useText()
  return (
    <p className="notice loading" role="status">
      {t.notice.loading}
    </p>
  )
}

/** Says that there is nothing, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="notice empty" role="status">
      <p className="notice-title">{title}</p>
      {children}
    </div>
  )
}

/** A message of the page: `good`, `warn`, or `info`. */
export function Message({
  look = 'info',
  children,
}: {
  look?: 'good' | 'warn' | 'info'
  children: ReactNode
}) {
  return (
    <div className={`notice ${look}`} role="status">
      {children}
    </div>
  )
}

/** A failure in words with a way on: signing in for 401 and 403, else trying again. */
export function Failure({ problem, retry }: { problem: unknown; retry?: (() => void) | undefined }) {
  const { t, pick } = useText()
  if (problem instanceof ApiProblem && (problem.status === 401 || problem.status === 403))
    return <NoPermission text={pick(problem.text)} />
  return (
    <div className="notice bad" role="alert">
      <p className="notice-title">
        {problem instanceof ApiProblem ? pick(problem.text) : t.notice.unexpected}
      </p>
      {problem instanceof ApiProblem && <p className="quiet-text">{problem.code}</p>}
      {retry && <Button onClick={retry}>{t.notice.retry}</Button>}
    </div>
  )
}

/** Says that the page is for signed-in staff and takes an access token. */
export function NoPermission({ text }: { text: string }) {
  const { t } = useText()
  const client = useQueryClient()
  const [token, setToken] = useState('')
  const signIn = (event: FormEvent) => {
    event.preventDefault()
    keepToken(token.trim())
    void client.invalidateQueries()
  }
  return (
    <div className="notice warn" role="alert">
      <p className="notice-title">{text}</p>
      <p>{t.notice.tokenWhy}</p>
      <form className="row-form" onSubmit={signIn}>
        <Field
          label={t.notice.token}
          type="password"
          autoComplete="off"
          spellCheck={false}
          required
          maxLength={100}
          value={token}
          onChange={(e) => setToken(e.target.value)}
        />
        <Button look="primary" type="submit">
          {t.notice.signIn}
        </Button>
      </form>
    </div>
  )
}
