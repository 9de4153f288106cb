import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'react-router'
import { type ApiProblem, keepToken } from '../api/client.ts'
import { isMarked } from '../api/session-mark.ts'
import { paths } from '../paths.ts'
import { useText } from '../text/index.tsx'
import { Button, ButtonLink } from './Button.tsx'
import { Field } from './Field.tsx'

/** Says why a page is closed to the reader: nobody is signed in, or a right is missing, by name. */
export function NoPermission({ problem }: { problem: ApiProblem }) {
  const { t, pick } = useText()
  const { pathname, search } = useLocation()
  const { permission } = problem.detail
  const isNamed = typeof permission === 'string'
  const isOpen = isMarked() && problem.status === 403 && problem.code !== 'http.secondFactorNeeded'
  return (
    <div className="notice warn" role="alert">
      <p className="notice-title">{pick(problem.text)}</p>
      {isNamed && <p>{t.notice.needs(t.permissions[permission] ?? permission)}</p>}
      <p>{isOpen ? t.notice.askFor : t.notice.signInWhy}</p>
      {!isOpen && (
        <p>
          <ButtonLink look="primary" to={paths.signIn({ to: pathname + search })}>
            {t.notice.signIn}
          </ButtonLink>
        </p>
      )}
      {!isMarked() && <TokenForm />}
    </div>
  )
}

/** Takes the access token of a system, for this tab. */
function TokenForm() {
  const { t } = useText()
  const client = useQueryClient()
  const [token, setToken] = useState('')
  const keep = (event: FormEvent) => {
    event.preventDefault()
    keepToken(token.trim())
    void client.invalidateQueries()
  }
  return (
    <details>
      <summary>{t.notice.withToken}</summary>
      <p>{t.notice.tokenWhy}</p>
      <form className="row-form" onSubmit={keep}>
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
        <Button type="submit">{t.notice.useToken}</Button>
      </form>
    </details>
  )
}
