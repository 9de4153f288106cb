/** So many attempts are free; each further one waits twice as long as the one before, at most a quarter of an hour. */
const freeAttempts = 5
const longestMs = 15 * 60_000

/** Counts older than this are forgotten. */
export const rememberMs = 30 * 60_000

/** How long after the attempt before it the attempt of this number may be made. */
const waitMs = (count: number): number =>
  count <= freeAttempts ? 0 : Math.min(longestMs, 1_000 * 2 ** Math.min(20, count - freeAttempts))

/** True when an attempt of this number comes too early. */
export const isTooEarly = (count: number, previousAt: Date | null, now: Date): boolean =>
  count > freeAttempts && (previousAt === null || now.getTime() - previousAt.getTime() < waitMs(count))

/** An address without the part its user may choose: of IPv6 the first 64 bits. */
export function placeOf(address: string): string {
  if (!address.includes(':') || /^::ffff:\d+\./i.test(address))
    return address.replace(/^::ffff:/i, '').slice(0, 45)
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail.split(':').filter(Boolean)
  while (groups.length + rest.length < 8) groups.push('0')
  return [...groups, ...rest]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
