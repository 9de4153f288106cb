import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import type { Origin } from '../../../kernel/route.ts'
import { problem } from '../problems.ts'
import { isTooEarly, placeOf, rememberMs } from '../rules/waiting.ts'
import { countAttempt, forgetAttempts, isDevice } from '../store/attempts.ts'

/** Attempts from one address, whoever they are for. */
const addressMax = 1_000
export const deviceCookie = 'xq_device'

const bytes = (text: string) => Buffer.from(digestOf(text), 'hex')

/**
 * Counts an attempt to show that one is `whom` and throws when it comes too early. Attempts are counted by place: an
 * attacker slows only the place the attack comes from. A browser that this account has signed in from before is a
 * place of its own, so that its owner is not slowed even behind the same address. Returns how to forget the count.
 */
export async function throttle(
  ctx: Ctx,
  attempt: { what: 'password' | 'code'; whom: string; accountId: string | null },
  from: Origin,
): Promise<() => Promise<void>> {
  const known = from.cookie(deviceCookie)
  const device = known === undefined ? null : bytes(known.slice(0, 100))
  const isKnown =
    device !== null && attempt.accountId !== null && (await isDevice(ctx, device, attempt.accountId))
  const place = isKnown ? `device ${device.toString('hex')}` : `address ${placeOf(from.address)}`
  const key = bytes(`${attempt.what} ${attempt.whom} ${place}`)
  const since = new Date(ctx.now.getTime() - rememberMs)
  const isRefused = await ctx.inTransaction(async (tx) => {
    const own = await countAttempt(tx, key, since)
    if (isTooEarly(own.count, own.previousAt, tx.now)) return true
    if (isKnown) return false
    return (await countAttempt(tx, bytes(`address ${placeOf(from.address)}`), since)).count > addressMax
  })
  if (isRefused) throw problem.waitAWhile()
  return () => ctx.inTransaction((tx) => forgetAttempts(tx, key))
}
