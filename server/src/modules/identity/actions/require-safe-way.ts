import { isLoopback } from '../../../kernel/config.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { Origin } from '../../../kernel/route.ts'
import { problem } from '../problems.ts'

/** Refuses credentials that others on the way could read: there is TLS, or the way does not leave this machine. */
export function requireSafeWay(ctx: Pick<Ctx, 'settings'>, from: Pick<Origin, 'address'>): void {
  if (!ctx.settings.publicUrl.startsWith('https:') && !isLoopback(from.address)) throw problem.notSecure()
}
