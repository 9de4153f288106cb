import type { Ask } from '../../api/contract.ts'

/** What a search asks, as it stands in the address. Empty texts mean “any”. */
export type SearchState = {
  q: string
  region: string
  industry: string
  grade: string
  kind: string
  hasPenalty: '' | 'true' | 'false'
}

/** The search of an address; what the API would refuse is left out. */
export function readSearch(address: URLSearchParams): SearchState {
  const when = (name: string, pattern: RegExp) => {
    const value = address.get(name) ?? ''
    return pattern.test(value) ? value : ''
  }
  return {
    q: (address.get('q') ?? '').trim().slice(0, 100),
    region: when('region', /^\d{6}$/),
    industry: when('industry', /^[A-T]\d{0,4}$/),
    grade: when('grade', /^[A-D]$/),
    kind: when('kind', /^[a-z-]{1,40}$/),
    hasPenalty: when('hasPenalty', /^(?:true|false)$/) as SearchState['hasPenalty'],
  }
}

/** The address of a search: only what is set, in a stable order. */
export function writeSearch(state: SearchState): URLSearchParams {
  const address = new URLSearchParams()
  for (const name of ['q', 'region', 'industry', 'grade', 'kind', 'hasPenalty'] as const)
    if (state[name] !== '') address.set(name, state[name])
  return address
}

/** The API's query of one page of a search. */
export const searchQuery = (state: SearchState, cursor: string | null): Ask<'/v1/search'>['query'] => ({
  ...state,
  limit: 20,
  cursor,
})

/** Whether a text is long enough to be searched: two characters, counted as a reader counts. */
export const longEnough = (q: string): boolean => [...q.trim()].length >= 2

/** Which day's page the address asks for; a value that is no civil day is left out. */
export function readMoment(address: URLSearchParams): { asOf: string; knownAt: string } {
  const day = (name: string) => {
    const value = address.get(name) ?? ''
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return ''
    const time = Date.parse(`${value}T00:00:00Z`)
    return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value ? '' : value
  }
  return { asOf: day('asOf'), knownAt: day('knownAt') }
}
