import { sql } from 'kysely'
import { type Ctx, type Reach, tables } from '../../../kernel/context.ts'
import type { AccountState, Tables } from '../tables.ts'

type Db = Pick<Ctx, 'db'>
type Timed = Pick<Ctx, 'db' | 'now'>
export type Account = Tables['identity.account']

/** An account by its id or its login. */
export const findAccount = (ctx: Db, by: { id: string } | { login: string }): Promise<Account | undefined> =>
  tables<Tables>(ctx)
    .selectFrom('identity.account')
    .selectAll()
    .where(...(('id' in by ? ['id', '=', by.id] : ['login', '=', by.login]) as ['id', '=', string]))
    .executeTakeFirst()

/** Keeps a new account; false when its login is taken. */
export async function insertAccount(ctx: Db, account: Account): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .insertInto('identity.account')
    .values(account)
    .onConflict((c) => c.column('login').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** Moves an account from one of some states to another; false when it is in none of them. */
export async function moveAccount(
  ctx: Db,
  id: string,
  from: AccountState[],
  to: AccountState,
): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('identity.account')
    .set({ state: to })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Accounts of the bodies the scopes reach, by login, at most `limit`, after a login. */
export async function listAccounts(
  ctx: Db,
  reach: readonly Reach[],
  after: string,
  limit: number,
): Promise<Account[]> {
  const bodies = reach.flatMap((one) => one.bodies ?? [])
  let query = tables<Tables>(ctx).selectFrom('identity.account').selectAll().where('login', '>', after)
  if (!reach.some((one) => one.bodies === null))
    query = query.where('org_id', 'in', bodies.length > 0 ? bodies : [''])
  return query.orderBy('login').limit(limit).execute()
}

/** True when there is any account: the first start is over. */
export async function hasAccounts(ctx: Db): Promise<boolean> {
  const row = await tables<Tables>(ctx)
    .selectFrom('identity.account')
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps a person unless known. */
export async function savePerson(ctx: Db, person: Tables['identity.person']): Promise<void> {
  await tables<Tables>(ctx)
    .insertInto('identity.person')
    .values(person)
    .onConflict((c) => c.column('id').doNothing())
    .execute()
}

/** Makes a person an officer; answers which one the person is, whoever was faster. */
export async function claimOffice(ctx: Timed, personId: string, role: string): Promise<string> {
  await tables<Tables>(ctx)
    .insertInto('identity.officer')
    .values({ person_id: personId, role, created_at: ctx.now })
    .onConflict((c) => c.column('person_id').doNothing())
    .execute()
  const row = await tables<Tables>(ctx)
    .selectFrom('identity.officer')
    .select('role')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  return row.role
}

/** Ends a person's office unless an account of the person still has the role. */
export async function leaveOffice(ctx: Db, personId: string, role: string): Promise<void> {
  await sql`delete from identity.officer where person_id = ${personId} and role = ${role}
    and not exists (select from identity.role_grant g join identity.account a on a.id = g.account_id
      where a.person_id = ${personId} and g.role = ${role} and g.ended_at is null)`.execute(ctx.db)
}

/** True when somebody holds a role. */
export async function isRoleHeld(ctx: Db, role: string): Promise<boolean> {
  const row = await tables<Tables>(ctx)
    .selectFrom('identity.role_grant')
    .select('id')
    .where('role', '=', role)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps a role given; the one given before when the account has it already. */
export async function insertRoleGrant(
  ctx: Db,
  grant: Omit<Tables['identity.role_grant'], 'ended_by' | 'ended_at'>,
): Promise<boolean> {
  const { id, account_id, role, org_id, region, kinds, granted_by, granted_at } = grant
  const { rows } =
    await sql`insert into identity.role_grant (id, account_id, role, org_id, region, kinds, granted_by, granted_at)
    values (${id}, ${account_id}, ${role}, ${org_id}, ${region}, ${kinds}, ${granted_by}, ${granted_at})
    on conflict do nothing returning id`.execute(ctx.db)
  return rows.length === 1
}

/** The roles in force of some accounts. */
export async function findRoleGrants(ctx: Db, accountIds: string[]) {
  if (accountIds.length === 0) return []
  return tables<Tables>(ctx)
    .selectFrom('identity.role_grant')
    .selectAll()
    .where('account_id', 'in', accountIds)
    .where('ended_at', 'is', null)
    .orderBy('granted_at')
    .limit(5_000)
    .execute()
}

/** Takes a role back; undefined when it was taken back before or never given. */
export async function endRoleGrant(ctx: Timed, id: string, by: string) {
  return tables<Tables>(ctx)
    .updateTable('identity.role_grant')
    .set({ ended_at: ctx.now, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning(['account_id', 'role'])
    .executeTakeFirst()
}

/** Roles of this installation, by code, at most two hundred. */
export const findRoles = (ctx: Db) =>
  tables<Tables>(ctx).selectFrom('identity.role').selectAll().orderBy('code').limit(200).execute()

/** Keeps a role of this installation; false when the code is taken. */
export async function insertRole(ctx: Db, role: Tables['identity.role']): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .insertInto('identity.role')
    .values(role)
    .onConflict((c) => c.column('code').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** Whose account an identity of another provider opens. */
export const findFederated = (ctx: Db, provider: string, subject: string) =>
  tables<Tables>(ctx)
    .selectFrom('identity.federated')
    .select('account_id')
    .where('provider', '=', provider)
    .where('subject', '=', subject)
    .executeTakeFirst()

/** Ties an identity of another provider to an account; an identity opens one account only. */
export async function insertFederated(
  ctx: Timed,
  provider: string,
  subject: string,
  accountId: string,
): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .insertInto('identity.federated')
    .values({ provider, subject, account_id: accountId, created_at: ctx.now })
    .onConflict((c) => c.columns(['provider', 'subject']).doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}
