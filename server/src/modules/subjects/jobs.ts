import { on } from '../../kernel/job.ts'
import { destroyKeys } from './actions/destroy-keys.ts'
import { subjectForgotten } from './events.ts'

export const jobs = [on(subjectForgotten, 'subjects.destroy-keys', (e) => [e.subjectId], destroyKeys)]
