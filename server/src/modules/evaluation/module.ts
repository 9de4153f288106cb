import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { follow } from './follow.ts'
import { checkCards } from './rules/card-faults.ts'
import { EvaluationCard } from './schema.ts'

export const evaluation = module('evaluation', {
  follow,
  policy: [
    {
      area: 'evaluation',
      shape: EvaluationCard,
      describe: 'Evaluation cards: indicators, points, grades.',
      check: checkCards,
    },
  ],
  migrations: join(import.meta.dirname, 'migrations'),
})
