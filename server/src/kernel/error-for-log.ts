const messageMax = 500

/**
 * What a log line may tell of an error. Parsers and the database quote the value they choke on, which may be about a
 * person, so all between the first and the last quotation mark is left out. The system's own errors quote paths only.
 */
export function errorForLog(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof Error && 'syscall' in error) return message.slice(0, messageMax)
  const first = message.search(/["'`“「]/)
  if (first < 0) return message.slice(0, messageMax)
  const last = Math.max(...['"', "'", '`', '”', '」'].map((mark) => message.lastIndexOf(mark)))
  return `${message.slice(0, first)}"…"${last > first ? message.slice(last + 1) : ''}`.slice(0, messageMax)
}

/** Where an error arose: the first calls of its stack, without its message, which may have lines of its own. */
export const placeForLog = (error: unknown): string | undefined =>
  (error as Error).stack
    ?.split('\n')
    .filter((line) => /^\s{4}at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim().slice(0, 300))
    .join(' | ')
