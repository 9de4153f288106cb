import { every } from '../../kernel/job.ts'
import { markChanging } from './actions/mark-changing.ts'

// Every ten minutes rather than once at midnight: a portion at a time, and a server that slept catches up.
export const jobs = [every('*/10 * * * *', 'disclosure.mark-changing', markChanging)]
