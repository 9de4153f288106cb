import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { jobs } from './jobs.ts'
import { routes } from './routes.ts'

export const identity = module('identity', {
  routes,
  jobs,
  migrations: join(import.meta.dirname, 'migrations'),
})
