import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { probeSealing } from './actions/probe-sealing.ts'
import { routes } from './routes.ts'
import { runners } from './runners.ts'

/** Audit: who did what, sealed into logs that outsiders can check. */
export const audit = module('audit', {
  routes,
  runners,
  probes: [{ name: 'audit.sealing', run: probeSealing }],
  migrations: join(import.meta.dirname, 'migrations'),
})
