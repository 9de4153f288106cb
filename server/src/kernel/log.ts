import { type DestinationStream, pino } from 'pino'
import type { Log } from './context.ts'

/** One JSON line per entry on standard output. JSON escapes line breaks, so no value can forge a line. */
export function openLog(options: { level: 'error' | 'warn' | 'info' | 'silent'; role: string }, out?: DestinationStream): Log {
  const logger = pino(
    {
      level: options.level,
      base: { role: options.role },
      messageKey: 'message',
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
    },
    out ?? pino.destination({ fd: 1, sync: false }),
  )
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  }
}

/**
 * What may be written about an unexpected error: its kind, code and place in the program. Quoted parts of its
 * message are left out, because parsers and the database quote values that may be about people.
 */
export function faultOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const { code, table, constraint, column } = error as { code?: string; table?: string; constraint?: string; column?: string }
  const fault: Record<string, unknown> = {
    kind: error.constructor.name,
    code,
    table,
    column,
    constraint,
    message: withoutQuotes(error.message),
    at: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8).map((line) => line.trim()),
  }
  if (error.cause !== undefined) fault.cause = error.cause instanceof Error ? { kind: error.cause.constructor.name, message: withoutQuotes(error.cause.message) } : { kind: typeof error.cause }
  return fault
}

const withoutQuotes = (message: string) => message.slice(0, 400).replace(/"[^"]*"?|'[^']*'?|“[^”]*”?/g, '"…"')
