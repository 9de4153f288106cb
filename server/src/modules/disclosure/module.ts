import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { follow } from './follow.ts'
import { jobs } from './jobs.ts'
import { routes } from './routes.ts'
import { checkDisplayPacks } from './rules/display-pack-faults.ts'
import { DisplayPack } from './schema.ts'

export const disclosure = module('disclosure', {
  routes,
  jobs,
  follow,
  policy: [
    {
      area: 'disclosure',
      shape: DisplayPack,
      describe: 'What is shown, in which class, from when and until when.',
      check: checkDisplayPacks,
    },
  ],
  migrations: join(import.meta.dirname, 'migrations'),
})
