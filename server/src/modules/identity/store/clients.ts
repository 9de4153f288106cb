import { type Selectable, sql } from 'kysely'
import { type Ctx, type Reach, tables } from '../../../kernel/context.ts'
import type { Tables } from '../tables.ts'

type Db = Pick<Ctx, 'db'>
type Timed = Pick<Ctx, 'db' | 'now'>
export type Client = Tables['identity.client']
export type ClientGrant = Selectable<Tables['identity.client_grant']>

/** A client by its id. */
export const findClient = (ctx: Db, id: string): Promise<Client | undefined> =>
  tables<Tables>(ctx).selectFrom('identity.client').selectAll().where('id', '=', id).executeTakeFirst()

/** Keeps a new client; false when the id is taken. */
export async function insertClient(ctx: Db, client: Client): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .insertInto('identity.client')
    .values(client)
    .onConflict((c) => c.column('id').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** Changes keys, certificates or state of a client; false when there is none. */
export async function updateClient(
  ctx: Db,
  id: string,
  set: Partial<Pick<Client, 'jwks' | 'certificates' | 'state'>>,
): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('identity.client')
    .set(set)
    .where('id', '=', id)
    .where('state', '!=', 'ended')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Clients of the bodies the scopes reach, by id, at most `limit`, after an id. */
export async function listClients(ctx: Db, reach: readonly Reach[], after: string, limit: number) {
  const bodies = reach.flatMap((one) => one.bodies ?? [])
  let query = tables<Tables>(ctx).selectFrom('identity.client').selectAll().where('id', '>', after)
  if (!reach.some((one) => one.bodies === null))
    query = query.where('org_id', 'in', bodies.length > 0 ? bodies : [''])
  return query.orderBy('id').limit(limit).execute()
}

/** Keeps a grant that was asked for. */
export async function insertGrant(
  ctx: Db,
  grant: Omit<ClientGrant, 'approver1' | 'approver2' | 'approved_at' | 'revoked_by' | 'revoked_at'>,
): Promise<void> {
  await tables<Tables>(ctx).insertInto('identity.client_grant').values(grant).execute()
}

/** A grant by its id. */
export const findGrant = (ctx: Db, id: string): Promise<ClientGrant | undefined> =>
  tables<Tables>(ctx).selectFrom('identity.client_grant').selectAll().where('id', '=', id).executeTakeFirst()

/** Grants of some clients, newest first, at most two hundred. */
export async function listGrants(ctx: Db, clientIds: string[]): Promise<ClientGrant[]> {
  if (clientIds.length === 0) return []
  return tables<Tables>(ctx)
    .selectFrom('identity.client_grant')
    .selectAll()
    .where('client_id', 'in', clientIds)
    .orderBy('requested_at', 'desc')
    .limit(200)
    .execute()
}

/**
 * Notes one approval. The first takes the first place, another person the second, and nobody a third: however many
 * come at the same time, each place goes to one. Answers which place it was, or null.
 */
export async function approve(ctx: Timed, id: string, person: string): Promise<1 | 2 | null> {
  const open = (place: 1 | 2) =>
    tables<Tables>(ctx)
      .updateTable('identity.client_grant')
      .set(place === 1 ? { approver1: person } : { approver2: person, approved_at: ctx.now })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .where(place === 1 ? 'approver1' : 'approver2', 'is', null)
      .where((e) =>
        place === 1 ? e.lit(true) : e.and([e('approver1', 'is not', null), e('approver1', '!=', person)]),
      )
      .executeTakeFirst()
  if ((await open(1)).numUpdatedRows === 1n) return 1
  return (await open(2)).numUpdatedRows === 1n ? 2 : null
}

/** Takes a grant back; false when it was taken back before or never was. */
export async function revokeGrant(ctx: Timed, id: string, by: string): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('identity.client_grant')
    .set({ revoked_at: ctx.now, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Uses a number up until an instant; false when it was used before. */
export async function spend(ctx: Timed, key: Buffer, until: Date): Promise<boolean> {
  const { rows } = await sql`insert into identity.spent (key, until) values (${key}, ${until})
    on conflict (key) do nothing returning key`.execute(ctx.db)
  return rows.length === 1
}

/** Keeps an access token; only its digest is there to be kept. */
export async function insertAccessToken(ctx: Db, token: Tables['identity.access_token']): Promise<void> {
  await tables<Tables>(ctx).insertInto('identity.access_token').values(token).execute()
}

/**
 * The access token with this digest, with its client as it is now and the grants in force on the day. One statement,
 * at every request: what was taken back is gone at the next one, also for tokens given out before.
 */
export async function findAccessToken(ctx: Timed, digest: Buffer, day: string) {
  const { rows } = await sql<{
    client_id: string
    org_id: string
    bound_by: 'key' | 'certificate'
    bound_to: string
    grants: { id: string; service: string; fields: string[]; quota: number }[]
  }>`select t.client_id, c.org_id, t.bound_by, t.bound_to, coalesce((
      select jsonb_agg(jsonb_build_object('id', g.id, 'service', g.service, 'fields', g.fields,
        'quota', g.quota_per_day) order by g.approved_at, g.id)
      from identity.client_grant g where g.client_id = c.id and g.approved_at is not null and g.revoked_at is null
        and g.valid_from <= ${day} and g.valid_to >= ${day}), '[]') as grants
    from identity.access_token t join identity.client c on c.id = t.client_id
    where t.digest = ${digest} and t.expires_at > ${ctx.now} and c.state = 'active'`.execute(ctx.db)
  return rows[0]
}

/** Counts one use of a grant on a day; false when the day's quota is used up. */
export async function useGrant(ctx: Db, id: string, day: string, quota: number): Promise<boolean> {
  const { rows } =
    await sql`insert into identity.grant_use as u (grant_id, day, uses) values (${id}, ${day}, 1)
    on conflict (grant_id, day) do update set uses = u.uses + 1 where u.uses < ${quota} returning uses`.execute(
      ctx.db,
    )
  return rows.length === 1
}
