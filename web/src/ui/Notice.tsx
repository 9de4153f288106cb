import type { ReactNode } from 'react'
import { ApiProblem } from '../api/client.ts'
import { useText } from '../text/index.tsx'
import { Button } from './Button.tsx'
import { NoPermission } from './NoPermission.tsx'

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

/** A failure in words with a way on: signing in or asking for the right for 401 and 403, else trying again. */
export function Failure({ problem, retry }: { problem: unknown; retry?: (() => void) | undefined }) {
  const { t, pick } = useText()
  if (problem instanceof ApiProblem && (problem.status === 401 || problem.status === 403))
    return <NoPermission problem={problem} />
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
