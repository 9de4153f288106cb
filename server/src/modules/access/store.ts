import { sql } from 'kysely'
import { type Ctx, tables } from '../../kernel/context.ts'
import type { Read } from './schema.ts'
import type { Tables } from './tables.ts'

/** Keeps readings of the caller's actor. */
export async function insertEntries(ctx: Ctx, reads: Read[]): Promise<void> {
  await tables<Tables>(ctx)
    .insertInto('access.entry')
    .values(
      reads.map((read) => ({
        at: ctx.now,
        subject_id: read.subjectId,
        record_id: read.recordId,
        actor: ctx.actor.id,
        org_id: ctx.actor.orgId,
        purpose: read.purpose,
        classes: [...read.classes],
        kind: read.kind,
        field: read.field ?? null,
        reason: read.reason ?? null,
      })),
    )
    .execute()
}

export type Entry = {
  seq: number
  at: Date
  orgId: string | null
  purpose: string
  classes: string[]
  kind: string
}

/** Who looked at a subject's file, newest first; `before` is the number of the last one seen. */
export async function entriesOf(
  ctx: Pick<Ctx, 'db'>,
  subjectId: string,
  page: { before: number | null; limit: number },
): Promise<Entry[]> {
  let query = tables<Tables>(ctx)
    .selectFrom('access.entry')
    .select(['seq', 'at', 'org_id as orgId', 'purpose', 'classes', 'kind'])
    .where('subject_id', '=', subjectId)
    .orderBy('seq', 'desc')
    .limit(page.limit)
  if (page.before !== null) query = query.where('seq', '<', page.before)
  return query.execute()
}

/** Takes one of the day's values; false when none is left. */
export async function takeOne(
  ctx: Pick<Ctx, 'db'>,
  actor: string,
  day: string,
  most: number,
): Promise<boolean> {
  if (most < 1) return false
  const { rows } = await sql<{
    used: number
  }>`insert into access.quota (actor, day, used) values (${actor}, ${day}, 1)
    on conflict (actor, day) do update set used = quota.used + 1 where quota.used < ${most} returning used`.execute(
    ctx.db,
  )
  return rows.length === 1
}
