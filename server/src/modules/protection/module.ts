import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { jobs } from './jobs.ts'
import { routes } from './routes.ts'
import { checkBehaviour } from './rules/behaviour-faults.ts'
import { checkRegister } from './rules/register.ts'
import { BehaviourRule, IncidentDeadlines, RegisterEntry } from './schema.ts'

/** Protection: what is owed to the people whose information is processed. */
export const protection = module('protection', {
  routes,
  jobs,
  policy: [
    {
      area: 'protection',
      shape: RegisterEntry,
      describe: 'The register of processing: one purpose a file.',
      check: checkRegister,
    },
    { area: 'incidents', shape: IncidentDeadlines, describe: 'By when incidents are reported and told.' },
    {
      area: 'behaviour',
      shape: BehaviourRule,
      describe: 'What is unusual in an hour of somebody.',
      check: checkBehaviour,
    },
  ],
  migrations: join(import.meta.dirname, 'migrations'),
})
