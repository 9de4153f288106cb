import type { Runner } from '../../kernel/queue/runner.ts'
import { takeTurns } from './actions/take-turns.ts'

/** Seals leaves into the logs, at least every second while there are any. */
export const runners: Runner[] = [{ name: 'audit.seal-logs', run: takeTurns }]
