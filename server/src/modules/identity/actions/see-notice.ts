import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { packSet } from '../../policy/index.ts'
import { problem } from '../problems.ts'
import { noticeOn } from '../rules/notice.ts'
import { findNoticesSeen, insertNoticeSeen } from '../store/notices.ts'
import { requireSession } from './require-session.ts'

/** Refuses a version of the notice that is not the one in force today: it cannot be what the person was shown. */
export async function requireNotice(ctx: Pick<Ctx, 'db' | 'now'>, version: string): Promise<void> {
  const current = noticeOn(await packSet(ctx), dayOf(ctx.now))?.version ?? null
  if (current !== version) throw problem.noticeNotCurrent({ found: version, current })
}

/** Keeps that an account has seen a version of the notice, with a leaf the first time. */
export async function keepNotice(
  ctx: Ctx,
  accountId: string,
  version: string,
  atSignUp: boolean,
): Promise<void> {
  if (!(await insertNoticeSeen(ctx, accountId, version, atSignUp))) return
  await recordLeaf(ctx, {
    action: 'identity.see-notice',
    object: accountId,
    digest: digestOf(`${accountId} ${version}`),
    detail: { version },
  })
}

/** Whoever is signed in has seen the notice in force. Problem: noticeNotCurrent. */
export async function seeNotice(ctx: Ctx, version: string): Promise<void> {
  const { account } = await requireSession(ctx)
  await requireNotice(ctx, version)
  await keepNotice(ctx, account.id, version, false)
}

/** The version in force, and those that whoever is signed in has seen. */
export async function ownNotices(ctx: Ctx) {
  const { account } = await requireSession(ctx)
  const seen = await findNoticesSeen(ctx, account.id)
  return {
    current: noticeOn(await packSet(ctx), dayOf(ctx.now))?.version ?? null,
    seen: seen.map((one) => ({
      version: one.version,
      atSignUp: one.at_sign_up,
      seenAt: one.seen_at.toISOString(),
    })),
  }
}
