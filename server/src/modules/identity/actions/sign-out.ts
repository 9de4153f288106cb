import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import type { Origin } from '../../../kernel/route.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { endSessions } from '../store/sessions.ts'
import { endCookieSession } from './end-cookie-session.ts'
import { requireSession } from './require-session.ts'

/** Ends the session a browser brings along, if it lives. */
export async function signOut(ctx: Ctx, from: Origin): Promise<void> {
  const accountId = await endCookieSession(ctx, from)
  if (accountId === null) return
  await recordLeaf(ctx, { action: 'identity.sign-out', object: accountId, digest: digestOf(accountId) })
}

/** Ends one of one's own sessions; a session of somebody else is not there. */
export async function endOwnSession(ctx: Ctx, id: string): Promise<void> {
  const { account } = await requireSession(ctx)
  if ((await endSessions(ctx, account.id, { only: id })) === 0) throw problem.sessionUnknown()
  await recordLeaf(ctx, { action: 'identity.end-session', object: account.id, digest: digestOf(id) })
}
