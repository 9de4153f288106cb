import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { get, keepToken, readToken, watchToken } from '../../api/client.ts'
import { watchSessionEnd } from '../../api/session-mark.ts'
import { paths } from '../../paths.ts'
import { useText } from '../../text/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { useSession, useSignOut } from './use-session.ts'

/** Who is signed in, with the ways to one's account and out; nothing for the public. */
export function Account() {
  const token = useSyncExternalStore(watchToken, readToken)
  const { isThere } = useSession()
  useLeaveOnEnd()
  if (token !== null) return <ByToken token={token} />
  return isThere ? <SignedIn /> : null
}

/** The way to signing in, for whoever is not. */
export function SignInLink() {
  const { t } = useText()
  const token = useSyncExternalStore(watchToken, readToken)
  const { isThere } = useSession()
  const { pathname, search } = useLocation()
  if (token !== null || isThere || pathname === '/sign-in') return null
  const from = pathname === paths.home ? {} : { to: pathname + search }
  return (
    <Link className="toggle sign-in-link" to={paths.signIn(from)}>
      {t.account.signIn}
    </Link>
  )
}

function SignedIn() {
  const { t } = useText()
  const { session } = useSession()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const [state, setState] = useState<'idle' | 'busy'>('idle')
  const leave = async () => {
    setState('busy')
    // Offline the session cannot be ended; the button stays, so that it can be tried again.
    await signOut().then(
      () => navigate(paths.home),
      () => {},
    )
    setState('idle')
  }
  return (
    <nav className="account" aria-label={t.account.label}>
      {session?.isFull === false && (
        <>
          <span>{t.account.halfWay}</span>
          <Link to={paths.signIn()}>{t.account.finish}</Link>
        </>
      )}
      {session?.isFull && (
        <>
          <span>{t.account.signedIn(session.name)}</span>
          <Link to={paths.account}>{t.account.own}</Link>
          {session.permissions.includes('accounts:read') && <Link to={paths.people}>{t.account.people}</Link>}
        </>
      )}
      <Button onClick={leave} disabled={state === 'busy'}>
        {t.account.signOut}
      </Button>
    </nav>
  )
}

/** Whose token this tab uses, with a way to forget it. */
function ByToken({ token }: { token: string }) {
  const { t } = useText()
  const client = useQueryClient()
  const me = useQuery({
    queryKey: ['me', token],
    queryFn: ({ signal }) => get('/v1/me', {}, signal),
  })
  const forget = () => {
    keepToken(null)
    client.clear()
  }
  return (
    <div className="account">
      <span>
        {me.isError
          ? t.account.unknown
          : me.data && t.account.byToken(me.data.orgId ? `${me.data.id} (${me.data.orgId})` : me.data.id)}
      </span>
      <Button onClick={forget}>{t.account.forget}</Button>
    </div>
  )
}

/** Pages that see themselves to what happens when no session is there. */
const open = new Set(['/sign-in', '/first-start', '/invitation'])

/** A session that ended elsewhere or by time leads to signing in, and from there back to the page of now. */
function useLeaveOnEnd() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  useEffect(
    () =>
      watchSessionEnd(() => {
        client.removeQueries({ queryKey: ['session'] })
        if (open.has(pathname)) return
        client.clear()
        void navigate(paths.signIn({ to: pathname + search, why: 'ended' }))
      }),
    [client, navigate, pathname, search],
  )
}
