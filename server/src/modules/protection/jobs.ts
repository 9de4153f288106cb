import { every } from '../../kernel/job.ts'
import { judgeActivity } from './actions/judge-activity.ts'

export const jobs = [every('*/10 * * * *', 'protection.judge-activity', judgeActivity, 'none')]
