import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { jobs } from './jobs.ts'
import { routes } from './routes.ts'
import { PrivacyNotice } from './schema.ts'
import { resealPersons, staysAsIs } from './store/reseal.ts'

export const identity = module('identity', {
  routes,
  jobs,
  sealed: [
    { sealClass: 'identity.person', reseal: resealPersons },
    { sealClass: 'identity.password', reseal: staysAsIs },
    { sealClass: 'identity.factor', reseal: staysAsIs },
    { sealClass: 'identity.flow', reseal: staysAsIs },
  ],
  policy: [{ area: 'privacy', shape: PrivacyNotice, describe: 'The privacy notice, version by version.' }],
  migrations: join(import.meta.dirname, 'migrations'),
})
