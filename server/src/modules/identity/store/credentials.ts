import { type Ctx, tables } from '../../../kernel/context.ts'
import type { Tables } from '../tables.ts'

type Db = Pick<Ctx, 'db'>
type Timed = Pick<Ctx, 'db' | 'now'>
export type Factor = Tables['identity.factor'] extends infer T ? { [K in keyof T]: Plain<T[K]> } : never
type Plain<T> = T extends { readonly __select__: infer S } ? S : T

/** The sealed hash of an account's password and since when it is in use. */
export const findPassword = (ctx: Db, accountId: string) =>
  tables<Tables>(ctx)
    .selectFrom('identity.password')
    .select(['sealed', 'changed_at'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()

/** Keeps an account's password in place of the former one. */
export async function savePassword(ctx: Timed, accountId: string, sealed: string): Promise<void> {
  const row = { account_id: accountId, sealed, changed_at: ctx.now }
  await tables<Tables>(ctx)
    .insertInto('identity.password')
    .values(row)
    .onConflict((c) => c.column('account_id').doUpdateSet({ sealed, changed_at: ctx.now }))
    .execute()
}

/** The second factors of an account, oldest first; at most twenty, those not confirmed among them. */
export const findFactors = (ctx: Db, accountId: string) =>
  tables<Tables>(ctx)
    .selectFrom('identity.factor')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .limit(20)
    .execute()

/** Keeps a new factor; false when a passkey of that name is known already. */
export async function insertFactor(
  ctx: Db,
  row: Omit<Tables['identity.factor'], 'last_step' | 'counter'> & { counter?: number; last_step?: number },
): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .insertInto('identity.factor')
    .values(row)
    .onConflict((c) => c.column('credential_id').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/**
 * Uses up a time step of a factor: true for exactly one of however many come with it, since the row is changed only
 * where its last step is older. The first use confirms the factor.
 */
export async function spendStep(ctx: Timed, id: string, step: number): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('identity.factor')
    .set((e) => ({ last_step: step, confirmed_at: e.fn.coalesce('confirmed_at', e.val(ctx.now)) }))
    .where('id', '=', id)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Notes a passkey's counter; false when another use was as far already (a copied key). */
export async function advanceCounter(ctx: Db, id: string, counter: number): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('identity.factor')
    .set({ counter })
    .where('id', '=', id)
    .where((e) =>
      e.or([e('counter', '<', counter), e.and([e('counter', '=', 0), e(e.val(counter), '=', 0)])]),
    )
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Removes factors of an account: one, or those never confirmed, or all. */
export async function deleteFactors(
  ctx: Db,
  accountId: string,
  which: { id?: string; unconfirmed?: true } = {},
): Promise<number> {
  let going = tables<Tables>(ctx).deleteFrom('identity.factor').where('account_id', '=', accountId)
  if (which.id !== undefined) going = going.where('id', '=', which.id)
  if (which.unconfirmed) going = going.where('confirmed_at', 'is', null)
  return Number((await going.executeTakeFirst()).numDeletedRows)
}

/** Replaces all recovery codes of an account. */
export async function saveRecoveryCodes(ctx: Db, accountId: string, digests: Buffer[]): Promise<void> {
  await tables<Tables>(ctx).deleteFrom('identity.recovery_code').where('account_id', '=', accountId).execute()
  if (digests.length > 0)
    await tables<Tables>(ctx)
      .insertInto('identity.recovery_code')
      .values(digests.map((digest) => ({ digest, account_id: accountId })))
      .execute()
}

/** Uses up a recovery code; true for exactly one of however many come with it. */
export async function spendRecoveryCode(ctx: Timed, accountId: string, digest: Buffer): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('identity.recovery_code')
    .set({ used_at: ctx.now })
    .where('digest', '=', digest)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(ctx: Db, accountId: string): Promise<number> {
  const row = await tables<Tables>(ctx)
    .selectFrom('identity.recovery_code')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** Keeps a one-time token and ends the former ones for the same account; a null account is the first administrator's. */
export async function saveInvitation(
  ctx: Timed,
  invitation: { digest: Buffer; account_id: string | null; expires_at: Date },
): Promise<void> {
  const { account_id } = invitation
  await tables<Tables>(ctx)
    .deleteFrom('identity.invitation')
    .where('account_id', account_id === null ? 'is' : '=', account_id)
    .where('used_at', 'is', null)
    .execute()
  await tables<Tables>(ctx)
    .insertInto('identity.invitation')
    .values({ ...invitation, created_at: ctx.now })
    .execute()
}

/** Uses up a one-time token; undefined when it is none, has ended or was used. */
export async function spendInvitation(ctx: Timed, digest: Buffer) {
  return tables<Tables>(ctx)
    .updateTable('identity.invitation')
    .set({ used_at: ctx.now })
    .where('digest', '=', digest)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .returning(['account_id'])
    .executeTakeFirst()
}

/** A one-time token that may be used, without using it up. */
export const peekInvitation = (ctx: Timed, digest: Buffer) =>
  tables<Tables>(ctx)
    .selectFrom('identity.invitation')
    .select(['account_id'])
    .where('digest', '=', digest)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .executeTakeFirst()
