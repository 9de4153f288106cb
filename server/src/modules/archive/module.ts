import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { resealRecords } from './actions/reseal-records.ts'
import { follow } from './follow.ts'
import { jobs } from './jobs.ts'
import { routes } from './routes.ts'
import { checkRetention } from './rules/retention.ts'
import { runners, walkSource } from './runners.ts'
import { RetentionPack } from './schema.ts'

export const archive = module('archive', {
  routes,
  jobs,
  runners,
  sealed: [{ sealClass: 'archive.record', reseal: resealRecords }],
  follow,
  walkSource,
  policy: [
    {
      area: 'retention',
      shape: RetentionPack,
      describe: 'When records are hidden, archived and erased by their age.',
      check: checkRetention,
    },
  ],
  migrations: join(import.meta.dirname, 'migrations'),
})
