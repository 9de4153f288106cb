import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { get, keepToken, readToken, watchToken } from '../../api/client.ts'
import { useText } from '../../text/index.tsx'
import { Button } from '../../ui/Button.tsx'

/** Whose token this tab uses, with a way to forget it; nothing for the public. */
export function Account() {
  const { t } = useText()
  const client = useQueryClient()
  const token = useSyncExternalStore(watchToken, readToken)
  const me = useQuery({
    queryKey: ['me', token],
    queryFn: ({ signal }) => get('/v1/me', {}, signal),
    enabled: token !== null,
  })
  if (token === null) return null
  const forget = () => {
    keepToken(null)
    client.clear()
  }
  return (
    <div className="account">
      <span>
        {me.isError
          ? t.account.unknown
          : me.data && t.account.signedIn(me.data.orgId ? `${me.data.id} (${me.data.orgId})` : me.data.id)}
      </span>
      <Button onClick={forget}>{t.account.signOut}</Button>
    </div>
  )
}
