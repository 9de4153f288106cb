import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { follow } from './follow.ts'
import { jobs } from './jobs.ts'
import { routes } from './routes.ts'
import { runners, walkSource } from './runners.ts'

export const archive = module('archive', {
  routes,
  jobs,
  runners,
  follow,
  walkSource,
  migrations: join(import.meta.dirname, 'migrations'),
})
