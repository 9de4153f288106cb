import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { resealRecords } from './actions/reseal-records.ts'
import { follow } from './follow.ts'
import { jobs } from './jobs.ts'
import { routes } from './routes.ts'
import { runners, walkSource } from './runners.ts'

export const archive = module('archive', {
  routes,
  jobs,
  runners,
  sealed: [{ sealClass: 'archive.record', reseal: resealRecords }],
  follow,
  walkSource,
  migrations: join(import.meta.dirname, 'migrations'),
})
