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
  kinds: '/kinds',
  kind: (kind: string) => `/kinds/${encodeURIComponent(kind)}`,
  about: '/about',
  help: '/help',
  privacy: '/privacy',
  reference: '/docs',
  sample: (file: 'sample-dirty-penalties.xlsx' | 'sample-clean-licences.csv') => `/samples/${file}`,
} as const
