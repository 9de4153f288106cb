import { type Insertable, type Selectable, sql } from 'kysely'
import { type Ctx, tables } from '../../../kernel/context.ts'
import type { IncidentState } from '../rules/incident-moves.ts'
import type { Tables } from '../tables.ts'

type Db = Pick<Ctx, 'db'>
export type Incident = Selectable<Tables['protection.incident']>

/** Keeps a new incident. */
export async function insertIncident(ctx: Db, row: Insertable<Tables['protection.incident']>): Promise<void> {
  await tables<Tables>(ctx).insertInto('protection.incident').values(row).execute()
}

/** An incident by its id. */
export const findIncident = (ctx: Db, id: string): Promise<Incident | undefined> =>
  tables<Tables>(ctx).selectFrom('protection.incident').selectAll().where('id', '=', id).executeTakeFirst()

/** Moves an incident on; false when it has left the state meanwhile. */
export async function moveIncident(
  ctx: Db,
  id: string,
  from: IncidentState,
  set: Partial<Omit<Insertable<Tables['protection.incident']>, 'seq' | 'id'>>,
): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('protection.incident')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Keeps a step of an incident. */
export async function insertStep(
  ctx: Db,
  row: Insertable<Tables['protection.incident_step']>,
): Promise<void> {
  await tables<Tables>(ctx).insertInto('protection.incident_step').values(row).execute()
}

/** Incidents, newest first, before a place in the order; with `lateAt` those alone for which something is late. */
export async function listIncidentRows(
  ctx: Db,
  before: number,
  limit: number,
  lateAt: Date | null,
): Promise<Incident[]> {
  const late =
    lateAt === null
      ? sql`true`
      : sql`closed_at is null and ((state = 'detected' and assess_by < ${lateAt})
        or (report_needed is not false and reported_at is null and report_by < ${lateAt})
        or (tell_needed is not false and told_at is null and tell_by < ${lateAt}))`
  const { rows } = await sql<Incident>`select * from protection.incident where seq < ${before} and ${late}
    order by seq desc limit ${limit}`.execute(ctx.db)
  return rows
}
