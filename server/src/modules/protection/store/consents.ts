import { type Insertable, type Selectable, sql } from 'kysely'
import { type Ctx, type Reach, tables } from '../../../kernel/context.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'
import type { Tables } from '../tables.ts'

type Db = Pick<Ctx, 'db'>
export type ConsentRow = Selectable<Tables['protection.consent']>

/** Keeps a consent that was given. */
export async function insertConsent(
  ctx: Db,
  consent: Insertable<Tables['protection.consent']>,
): Promise<void> {
  await tables<Tables>(ctx).insertInto('protection.consent').values(consent).execute()
}

/** A consent by its id. */
export const findConsent = (ctx: Db, id: string): Promise<ConsentRow | undefined> =>
  tables<Tables>(ctx).selectFrom('protection.consent').selectAll().where('id', '=', id).executeTakeFirst()

/** Revokes a consent; false when it was revoked before. */
export async function revokeConsentRow(
  ctx: Pick<Ctx, 'db' | 'now'>,
  id: string,
  by: string,
  reason: string | null,
): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('protection.consent')
    .set({ revoked_at: ctx.now, revoked_by: by, revoke_reason: reason })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** How many consents of a subject have not been revoked and not run out. */
export async function countConsents(ctx: Db, subjectKey: string, day: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from protection.consent
    where subject_key = ${subjectKey} and revoked_at is null and valid_to >= ${day}`.execute(ctx.db)
  return rows[0]!.n
}

/** Consents of a subject or of the bodies within reach, newest first, before a place in the order. */
export async function listConsents(
  ctx: Db,
  whose: { subjectKey: string } | { reach: readonly Reach[] },
  before: number,
  limit: number,
): Promise<ConsentRow[]> {
  let query = tables<Tables>(ctx).selectFrom('protection.consent').selectAll().where('seq', '<', before)
  if ('subjectKey' in whose) query = query.where('subject_key', '=', whose.subjectKey)
  else {
    const bodies = whose.reach.flatMap((part): (string | null)[] => [...(part.bodies ?? [null])])
    if (!bodies.includes(null)) query = query.where('recipient_org', 'in', bodies.length > 0 ? bodies : [''])
  }
  return query.orderBy('seq', 'desc').limit(limit).execute()
}

/**
 * The consent in force on a day that covers a reading whole: subject, recipient, purpose, kind and fields; undefined
 * when there is none. One statement over rows as they are now.
 */
export async function findCovering(
  ctx: Db,
  ask: {
    subjectKeys: readonly string[]
    recipientOrg: string
    purpose: string
    kind: string
    fields: string[]
  },
  day: string,
): Promise<{ id: string; fields: string[]; valid_to: string } | undefined> {
  const ofFields =
    ask.fields.length === 0 ? sql`fields = '{}'` : sql`(fields = '{}' or fields @> ${ask.fields}::text[])`
  const { rows } = await sql<{ id: string; fields: string[]; valid_to: string }>`
    select id, fields, valid_to from protection.consent
    where subject_key = any(${uuidArray([...ask.subjectKeys])}::uuid[]) and recipient_org = ${ask.recipientOrg}
      and revoked_at is null and purpose = ${ask.purpose} and kinds @> ${[ask.kind]}::text[] and ${ofFields}
      and valid_from <= ${day} and valid_to >= ${day}
    order by valid_to desc, seq limit 1`.execute(ctx.db)
  return rows[0]
}
