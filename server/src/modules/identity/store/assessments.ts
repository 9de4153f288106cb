import { type Insertable, type Selectable, sql } from 'kysely'
import { type Ctx, type Reach, tables } from '../../../kernel/context.ts'
import type { Tables } from '../tables.ts'

type Db = Pick<Ctx, 'db'>
export type Assessment = Selectable<Tables['identity.assessment']>

/** Keeps an assessment that was handed in. */
export async function insertAssessment(
  ctx: Db,
  row: Insertable<Tables['identity.assessment']>,
): Promise<void> {
  await tables<Tables>(ctx).insertInto('identity.assessment').values(row).execute()
}

/** An assessment by its id. */
export const findAssessment = (ctx: Db, id: string): Promise<Assessment | undefined> =>
  tables<Tables>(ctx).selectFrom('identity.assessment').selectAll().where('id', '=', id).executeTakeFirst()

/** How many assessments of a grant there are, and whether one of them was approved. */
export async function assessmentsOf(
  ctx: Db,
  grantId: string,
): Promise<{ count: number; isApproved: boolean }> {
  const { rows } = await sql<{ count: number; approved: boolean | null }>`
    select count(*)::int as count, bool_or(state = 'approved') as approved from identity.assessment
    where grant_id = ${grantId}`.execute(ctx.db)
  return { count: rows[0]!.count, isApproved: rows[0]!.approved === true }
}

/** Decides an assessment; false when it was decided before. */
export async function decideAssessmentRow(
  ctx: Pick<Ctx, 'db' | 'now'>,
  id: string,
  decision: { state: 'approved' | 'refused'; by: string; reason: string },
): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('identity.assessment')
    .set({
      state: decision.state,
      decided_by: decision.by,
      decided_at: ctx.now,
      decision_reason: decision.reason,
    })
    .where('id', '=', id)
    .where('state', '=', 'submitted')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Assessments of grants of the bodies within reach, newest first, before a place in the order. */
export async function listAssessmentRows(
  ctx: Db,
  reach: readonly Reach[],
  before: number,
  limit: number,
): Promise<Assessment[]> {
  const bodies = reach.flatMap((part): (string | null)[] => [...(part.bodies ?? [null])])
  const own = bodies.filter((body) => body !== null)
  const { rows } = await sql<Assessment>`
    select a.* from identity.assessment a join identity.client_grant g on g.id = a.grant_id
      join identity.client c on c.id = g.client_id
    where a.seq < ${before} and (${bodies.includes(null)} or c.org_id = any(${own}::text[]))
    order by a.seq desc limit ${limit}`.execute(ctx.db)
  return rows
}
