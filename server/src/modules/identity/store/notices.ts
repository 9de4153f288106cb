import { type Ctx, tables } from '../../../kernel/context.ts'
import type { Tables } from '../tables.ts'

/** Notes that an account has seen a version of the notice; the first time counts. */
export async function insertNoticeSeen(
  ctx: Pick<Ctx, 'db' | 'now'>,
  accountId: string,
  version: string,
  atSignUp: boolean,
): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .insertInto('identity.notice_seen')
    .values({ account_id: accountId, version, at_sign_up: atSignUp, seen_at: ctx.now })
    .onConflict((c) => c.columns(['account_id', 'version']).doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** Versions of the notice an account has seen, newest first, at most a hundred. */
export const findNoticesSeen = (ctx: Pick<Ctx, 'db'>, accountId: string) =>
  tables<Tables>(ctx)
    .selectFrom('identity.notice_seen')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('seen_at', 'desc')
    .limit(100)
    .execute()
