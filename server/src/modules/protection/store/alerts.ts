import { type Selectable, sql } from 'kysely'
import { type Ctx, tables } from '../../../kernel/context.ts'
import type { Tables } from '../tables.ts'

type Db = Pick<Ctx, 'db'>
export type Alert = Selectable<Tables['protection.alert']>
export type AlertDraft = {
  id: string
  rule: string
  ruleVersion: string
  severity: string
  actor: string
  hour: Date
  figures: Record<string, number>
}

/** Raises an alert; where one of the rule and actor is not closed yet, that one is brought up to date. True when new. */
export async function raiseAlert(ctx: Pick<Ctx, 'db' | 'now'>, draft: AlertDraft): Promise<boolean> {
  const { id, rule, ruleVersion, severity, actor, hour } = draft
  const figures = JSON.stringify(draft.figures)
  const { rows } = await sql<{ id: string }>`
    insert into protection.alert (id, rule, rule_version, severity, actor, hour, figures, was_paused, raised_at)
    values (${id}, ${rule}, ${ruleVersion}, ${severity}, ${actor}, ${hour}, ${figures}::jsonb, false, ${ctx.now})
    on conflict (rule, actor) where closed_at is null do update set hour = excluded.hour, figures = excluded.figures
    returning id`.execute(ctx.db)
  return rows[0]?.id === id
}

/** Notes on an alert that its actor was paused. */
export async function notePaused(ctx: Db, id: string): Promise<void> {
  await tables<Tables>(ctx)
    .updateTable('protection.alert')
    .set({ was_paused: true })
    .where('id', '=', id)
    .execute()
}

/** Alerts, newest first, before a place in the order; those that are not closed, or all. */
export async function listAlertRows(ctx: Db, before: number, limit: number, all: boolean): Promise<Alert[]> {
  let query = tables<Tables>(ctx).selectFrom('protection.alert').selectAll().where('seq', '<', before)
  if (!all) query = query.where('closed_at', 'is', null)
  return query.orderBy('seq', 'desc').limit(limit).execute()
}

/** An alert by its id. */
export const findAlert = (ctx: Db, id: string): Promise<Alert | undefined> =>
  tables<Tables>(ctx).selectFrom('protection.alert').selectAll().where('id', '=', id).executeTakeFirst()

/** Notes who looks after an alert; false when somebody does or it is closed. */
export async function acknowledgeRow(ctx: Pick<Ctx, 'db' | 'now'>, id: string, by: string): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('protection.alert')
    .set({ acknowledged_by: by, acknowledged_at: ctx.now })
    .where('id', '=', id)
    .where('acknowledged_at', 'is', null)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Closes an alert that was acknowledged; false when it was not, or is closed. */
export async function closeRow(
  ctx: Pick<Ctx, 'db' | 'now'>,
  id: string,
  by: string,
  reason: string,
): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('protection.alert')
    .set({ closed_by: by, closed_at: ctx.now, close_reason: reason })
    .where('id', '=', id)
    .where('acknowledged_at', 'is not', null)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
