import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { routes } from './routes.ts'
import { resealBodies } from './store.ts'

export const intake = module('intake', {
  routes,
  sealed: [{ sealClass: 'intake.batch', reseal: resealBodies }],
  migrations: join(import.meta.dirname, 'migrations'),
})
