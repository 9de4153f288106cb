import type { Ctx } from '../../../kernel/context.ts'
import { liveSince } from '../rules/stay.ts'
import { listSessions } from '../store/sessions.ts'
import { requireSession } from './require-session.ts'

/** The sessions of the one who asks, newest first. */
export async function listOwnSessions(ctx: Ctx) {
  const { actor, account } = await requireSession(ctx)
  const rows = await listSessions(ctx, account.id, liveSince(ctx.now))
  return {
    items: rows.map((row) => ({
      id: row.id,
      agent: row.agent,
      address: row.address,
      isFull: row.is_full,
      isThis: row.id === actor.session.id,
      createdAt: row.created_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
    })),
  }
}
