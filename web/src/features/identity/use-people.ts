import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'

/** The accounts one manages, a page at a time. */
export const usePeople = () =>
  useInfiniteQuery({
    queryKey: ['people'],
    queryFn: ({ pageParam }) => get('/v1/accounts', { query: { limit: 50, cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })

/** The bodies whose accounts one manages, a page at a time. */
export const useBodies = () =>
  useInfiniteQuery({
    queryKey: ['bodies'],
    queryFn: ({ pageParam }) => get('/v1/organisations', { query: { limit: 100, cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })

/** The roles there are. */
export const useRoles = () =>
  useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => get('/v1/roles', {}, signal), staleTime: 300_000 })
