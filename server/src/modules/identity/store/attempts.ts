import { sql } from 'kysely'
import { type Ctx, tables } from '../../../kernel/context.ts'
import type { Tables } from '../tables.ts'

type Timed = Pick<Ctx, 'db' | 'now'>

/**
 * Counts one attempt under a key before it is tried, so that attempts side by side are all counted, and tells when
 * the one before was. Counts from one anew when that was before `since`.
 */
export async function countAttempt(
  ctx: Timed,
  key: Buffer,
  since: Date,
): Promise<{ count: number; previousAt: Date | null }> {
  const { rows } = await sql<{ failures: number; previous_at: Date | null }>`
    insert into identity.attempt as a (key, failures, previous_at, last_at) values (${key}, 1, null, ${ctx.now})
    on conflict (key) do update set failures = case when a.last_at > ${since} then a.failures + 1 else 1 end,
      previous_at = a.last_at, last_at = excluded.last_at
    returning failures, previous_at`.execute(ctx.db)
  return { count: rows[0]!.failures, previousAt: rows[0]!.previous_at }
}

/** Forgets what was counted under a key. */
export async function forgetAttempts(ctx: Timed, key: Buffer): Promise<void> {
  await tables<Tables>(ctx).deleteFrom('identity.attempt').where('key', '=', key).execute()
}

/** Remembers a browser that an account has signed in from. */
export async function insertDevice(ctx: Timed, row: Tables['identity.device']): Promise<void> {
  await tables<Tables>(ctx).insertInto('identity.device').values(row).execute()
}

/** True when an account has signed in from this browser before. */
export async function isDevice(ctx: Timed, digest: Buffer, accountId: string): Promise<boolean> {
  const row = await tables<Tables>(ctx)
    .selectFrom('identity.device')
    .select('account_id')
    .where('digest', '=', digest)
    .where('account_id', '=', accountId)
    .where('expires_at', '>', ctx.now)
    .executeTakeFirst()
  return row !== undefined
}

/** Removes what has no more use: sessions a month old, tokens that ended, counts, devices. */
export async function sweep(ctx: Timed): Promise<void> {
  const db = tables<Tables>(ctx)
  const monthAgo = new Date(ctx.now.getTime() - 30 * 86_400_000)
  await db.deleteFrom('identity.session').where('created_at', '<', monthAgo).execute()
  await db.deleteFrom('identity.invitation').where('expires_at', '<', monthAgo).execute()
  await db.deleteFrom('identity.device').where('expires_at', '<', ctx.now).execute()
  await db.deleteFrom('identity.attempt').where('last_at', '<', monthAgo).execute()
  await db.deleteFrom('identity.access_token').where('expires_at', '<', ctx.now).execute()
  await db.deleteFrom('identity.spent').where('until', '<', ctx.now).execute()
}
