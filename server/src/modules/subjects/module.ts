import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { jobs } from './jobs.ts'
import { routes } from './routes.ts'
import { resealDoubts, resealIdentifiers, resealNames } from './store/reseal.ts'

export const subjects = module('subjects', {
  routes,
  jobs,
  sealed: [
    { sealClass: 'subjects.identifier', reseal: resealIdentifiers },
    { sealClass: 'subjects.doubt', reseal: resealDoubts },
    { sealClass: 'subjects.subject', reseal: resealNames },
  ],
  migrations: join(import.meta.dirname, 'migrations'),
})
