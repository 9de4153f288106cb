import { every } from '../../kernel/job.ts'
import { sweep } from './store/attempts.ts'

export const jobs = [every('17 3 * * *', 'identity.sweep', sweep)]
