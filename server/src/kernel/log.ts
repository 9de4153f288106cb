import { pino } from 'pino'
import type { Config } from './config.ts'
import type { Log } from './context.ts'

/** One JSON line per event on standard output. Fields are data, so nothing in them can start a line of its own. */
export function createLog(config: Pick<Config, 'logLevel' | 'role'>): Log {
  const log = pino({
    level: config.logLevel,
    base: { role: config.role },
    timestamp: pino.stdTimeFunctions.isoTime,
    messageKey: 'message',
  })
  return {
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
  }
}
