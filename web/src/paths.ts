import { withQuery } from './api/client.ts'

/** Every address of the portal. */
export const paths = {
  home: '/',
  search: (q = '') => withQuery('/search', { q }),
  subject: (id: string) => `/subjects/${encodeURIComponent(id)}`,
  submit: (chosen: { kind?: string; provider?: string } = {}) => withQuery('/submit', chosen),
  batches: '/batches',
  batch: (id: string) => `/batches/${encodeURIComponent(id)}`,
  doubts: '/doubts',
  signIn: (from: { to?: string; why?: 'ended' } = {}) => withQuery('/sign-in', from),
  firstStart: '/first-start',
  invitation: '/invitation',
  account: '/account',
  people: '/people',
  organisations: '/organisations',
  kinds: '/kinds',
  kind: (kind: string) => `/kinds/${encodeURIComponent(kind)}`,
  about: '/about',
  help: '/help',
  privacy: '/privacy',
  reference: '/docs',
  sample: (file: 'sample-dirty-penalties.xlsx' | 'sample-clean-licences.csv') => `/samples/${file}`,
} as const

/** A way back within the portal; whatever else stands in an address leads to `otherwise`. */
export const wayBack = (to: string | null, otherwise: string): string =>
  to !== null && /^\/(?![/\\])/.test(to) && !/[\0-\x1f]/.test(to) ? to : otherwise
