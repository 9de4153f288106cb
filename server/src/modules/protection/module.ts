import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { routes } from './routes.ts'
import { checkRegister } from './rules/register.ts'
import { RegisterEntry } from './schema.ts'

/** Protection: what is owed to the people whose information is processed. */
export const protection = module('protection', {
  routes,
  policy: [
    {
      area: 'protection',
      shape: RegisterEntry,
      describe: 'The register of processing: one purpose a file.',
      check: checkRegister,
    },
  ],
  migrations: join(import.meta.dirname, 'migrations'),
})
