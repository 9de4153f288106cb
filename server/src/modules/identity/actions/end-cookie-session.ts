import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { sessionCookie } from '../../../kernel/http/index.ts'
import type { Origin } from '../../../kernel/route.ts'
import { liveSince } from '../rules/stay.ts'
import { endSessions, findSession } from '../store/sessions.ts'

/** Ends the session a browser brings along; answers whose it was, or null. */
export async function endCookieSession(ctx: Ctx, from: Pick<Origin, 'cookie'>): Promise<string | null> {
  const id = from.cookie(sessionCookie)
  if (id === undefined) return null
  const found = await findSession(ctx, digestOf(id), liveSince(ctx.now))
  if (!found) return null
  await endSessions(ctx, found.accountId, { only: found.id })
  return found.accountId
}
