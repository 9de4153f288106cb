import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { ApiProblem, change, get, keepToken } from '../../api/client.ts'
import { isMarked, markSession, noteSessionEnd, watchMark } from '../../api/session-mark.ts'

/** The session of this browser: nothing is asked while nobody signed in here. */
export function useSession() {
  const isThere = useSyncExternalStore(watchMark, isMarked)
  const session = useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => get('/v1/session', {}, signal).catch(goneOrNot),
    enabled: isThere,
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  })
  return {
    isThere,
    session: isThere ? session.data : undefined,
    problem: isThere && session.isError ? session.error : null,
    retry: () => void session.refetch(),
  }
}

/** Who sits at the machine is somebody without a session too: then the session is gone as well. */
function goneOrNot(problem: unknown): never {
  if (problem instanceof ApiProblem && problem.code === 'http.forbidden') noteSessionEnd()
  throw problem
}

/** Notes what signing in changed: whose the session is and what it may do is asked anew. */
export function useSessionChange(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    keepToken(null)
    markSession(true)
    await client.invalidateQueries()
  }
}

/** Signs out: the session ends on the server, and this browser forgets what it read with it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await change('delete', '/v1/session', {})
    markSession(false)
    client.clear()
  }
}
