import { sql } from 'kysely'
import { type Ctx, tables } from '../../../kernel/context.ts'
import type { Tables } from '../tables.ts'

type Db = Pick<Ctx, 'db'>
type Row = Tables['identity.session']
export type LiveSession = {
  id: string
  accountId: string
  isFull: boolean
  factorShown: boolean
  provenAt: Date
  seenAt: Date
  account: { personId: string | null; orgId: string | null; kind: 'staff' | 'subject'; ownKey: string | null }
  grants: {
    role: string
    org_id: string | null
    region: string | null
    kinds: string[] | null
    permissions: string[] | null
  }[]
}

/** Keeps a new session; only the digest of its id is there to be kept. */
export async function insertSession(
  ctx: Db,
  row: Omit<Row, 'challenge' | 'ended_at' | 'factor_shown'>,
): Promise<void> {
  await tables<Tables>(ctx).insertInto('identity.session').values(row).execute()
}

/**
 * The session with this digest that was seen and made after the instants, whose account is active, with the roles in
 * force. One statement: it is asked at every request, so that what was taken back is gone at the next one.
 */
export async function findSession(
  ctx: Db,
  digest: string,
  since: { seen: Date; made: Date },
): Promise<LiveSession | undefined> {
  const { rows } = await sql<{
    id: string
    account_id: string
    is_full: boolean
    factor_shown: boolean
    proven_at: Date
    seen_at: Date
    person_id: string | null
    org_id: string | null
    kind: 'staff' | 'subject'
    own_key: string | null
    grants: LiveSession['grants']
  }>`select s.id, s.account_id, s.is_full, s.factor_shown, s.proven_at, s.seen_at, a.person_id, a.org_id, a.kind, a.own_key,
      coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'org_id', g.org_id, 'region', g.region,
          'kinds', g.kinds, 'permissions', r.permissions) order by g.granted_at, g.id)
        from identity.role_grant g left join identity.role r on r.code = g.role
        where g.account_id = a.id and g.ended_at is null), '[]') as grants
    from identity.session s join identity.account a on a.id = s.account_id
    where s.digest = ${Buffer.from(digest, 'hex')} and s.ended_at is null and s.seen_at > ${since.seen}
      and s.created_at > ${since.made} and a.state = 'active'`.execute(ctx.db)
  const row = rows[0]
  return (
    row && {
      id: row.id,
      accountId: row.account_id,
      isFull: row.is_full,
      factorShown: row.factor_shown,
      provenAt: row.proven_at,
      seenAt: row.seen_at,
      account: { personId: row.person_id, orgId: row.org_id, kind: row.kind, ownKey: row.own_key },
      grants: row.grants,
    }
  )
}

/** Notes that a session is in use. */
export async function touchSession(ctx: Pick<Ctx, 'db' | 'now'>, id: string): Promise<void> {
  await tables<Tables>(ctx)
    .updateTable('identity.session')
    .set({ seen_at: ctx.now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

/** Gives a session a new digest, so that its former id opens nothing; false when it has ended meanwhile. */
export async function renewSession(
  ctx: Pick<Ctx, 'db' | 'now'>,
  id: string,
  set: { digest: Buffer; is_full: boolean; factor_shown: boolean },
): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('identity.session')
    .set({ ...set, proven_at: ctx.now, seen_at: ctx.now, challenge: null })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Ends the sessions of an account, all or one, never the one to keep. Answers how many there were. */
export async function endSessions(
  ctx: Pick<Ctx, 'db' | 'now'>,
  accountId: string,
  which: { only?: string; keep?: string } = {},
): Promise<number> {
  let ending = tables<Tables>(ctx)
    .updateTable('identity.session')
    .set({ ended_at: ctx.now, challenge: null })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
  if (which.only !== undefined) ending = ending.where('id', '=', which.only)
  if (which.keep !== undefined) ending = ending.where('id', '!=', which.keep)
  return Number((await ending.executeTakeFirst()).numUpdatedRows)
}

/** The sessions of an account that live, newest first, at most a hundred. */
export async function listSessions(ctx: Db, accountId: string, since: { seen: Date; made: Date }) {
  return tables<Tables>(ctx)
    .selectFrom('identity.session')
    .select(['id', 'agent', 'address', 'is_full', 'created_at', 'seen_at'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('seen_at', '>', since.seen)
    .where('created_at', '>', since.made)
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute()
}

/** Keeps the challenge of a ceremony that begins. */
export async function setChallenge(ctx: Db, id: string, challenge: string): Promise<void> {
  await tables<Tables>(ctx).updateTable('identity.session').set({ challenge }).where('id', '=', id).execute()
}

/** Takes the challenge of a ceremony back: whoever comes second, with the same one, finds none. */
export async function takeChallenge(ctx: Db, id: string): Promise<string | null> {
  const { rows } = await sql<{ challenge: string }>`
    with taken as (select id, challenge from identity.session where id = ${id} and challenge is not null)
    update identity.session s set challenge = null from taken t
    where s.id = t.id and s.challenge = t.challenge returning t.challenge`.execute(ctx.db)
  return rows[0]?.challenge ?? null
}
