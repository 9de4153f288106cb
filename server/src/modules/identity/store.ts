import { type Ctx, tables } from '../../kernel/context.ts'
import type { Tables } from './tables.ts'

type Db = Pick<Ctx, 'db'>
export type Organisation = { id: string; title: string; uscc: string | null; regionCode: string | null }

/** Adds a body unless it is known; a title that was only the id so far is replaced by a real one. */
export async function upsertOrganisation(
  ctx: Pick<Ctx, 'db' | 'now'>,
  org: { id: string; title: string; uscc?: string | null },
): Promise<void> {
  await tables<Tables>(ctx)
    .insertInto('identity.organisation')
    .values({ id: org.id, title: org.title, uscc: org.uscc ?? null, region_code: null, created_at: ctx.now })
    .onConflict((c) =>
      c
        .column('id')
        .doUpdateSet({ title: (e) => e.ref('excluded.title') })
        .where('identity.organisation.title', '!=', org.title)
        .where((e) => e(e.val(org.title), '!=', e.val(org.id))),
    )
    .execute()
}

/** Bodies with these ids; unknown ids are absent. */
export async function findOrganisations(ctx: Db, ids: string[]): Promise<Organisation[]> {
  if (ids.length === 0) return []
  const rows = await tables<Tables>(ctx)
    .selectFrom('identity.organisation')
    .selectAll()
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => ({ id: row.id, title: row.title, uscc: row.uscc, regionCode: row.region_code }))
}

/** Keeps a new token; only its digest is there to be kept. */
export async function insertToken(
  ctx: Db,
  token: Omit<Tables['identity.token'], 'revoked_at'>,
): Promise<void> {
  await tables<Tables>(ctx)
    .insertInto('identity.token')
    .values({ ...token, revoked_at: null })
    .execute()
}

/** The token with this digest, if it may be used at the instant. */
export async function findToken(
  ctx: Db,
  digest: string,
  at: Date,
): Promise<{ id: string; orgId: string | null; permissions: string[] } | undefined> {
  const row = await tables<Tables>(ctx)
    .selectFrom('identity.token')
    .select(['id', 'org_id', 'permissions'])
    .where('digest', '=', Buffer.from(digest, 'hex'))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  return row && { id: row.id, orgId: row.org_id, permissions: row.permissions }
}

/** Ends a token now; false when it was ended before or never was. */
export async function revokeTokenRow(ctx: Pick<Ctx, 'db' | 'now'>, id: string): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('identity.token')
    .set({ revoked_at: ctx.now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export type TokenRow = {
  id: string
  name: string
  orgId: string | null
  permissions: string[]
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
}

/** Tokens ever issued, newest first; neither they nor their digests leave the store. */
export async function listTokens(ctx: Db, limit: number): Promise<TokenRow[]> {
  const rows = await tables<Tables>(ctx)
    .selectFrom('identity.token')
    .select(['id', 'name', 'org_id', 'permissions', 'created_at', 'expires_at', 'revoked_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    orgId: row.org_id,
    permissions: row.permissions,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }))
}
