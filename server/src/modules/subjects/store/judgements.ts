import { type Selectable, sql } from 'kysely'
import { type Ctx, tables } from '../../../kernel/context.ts'
import type { Scope } from '../../identity/index.ts'
import type { Evidence, JudgementEdge } from '../schema.ts'
import type { Tables } from '../tables.ts'

type Db = Pick<Ctx, 'db'>

/** Keeps judgements; one that is there already, with the same id, is left as it is. */
export async function insertEdges(
  ctx: Ctx,
  edges: Omit<JudgementEdge, 'withdrawnBy' | 'withdrawnAt'>[],
): Promise<void> {
  await tables<Tables>(ctx)
    .insertInto('subjects.judgement')
    .values(
      edges.map((e) => ({
        id: e.id,
        left_id: e.leftId,
        right_id: e.rightId,
        judgement: e.judgement,
        evidence: JSON.stringify(e.evidence),
        reason: e.reason,
        made_by: e.madeBy,
        made_at: e.madeAt,
      })),
    )
    .onConflict((c) => c.column('id').doNothing())
    .execute()
}

/** Takes a judgement back; false when it was taken back before. */
export async function withdrawEdge(ctx: Ctx, id: string, reason: string): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('subjects.judgement')
    .set({ withdrawn_by: ctx.actor.id, withdrawn_at: ctx.now, withdrawn_reason: reason })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** The judgement, or undefined. Judgements are the platform's: an organisation has none. */
export async function findEdge(ctx: Db, id: string, scope: Scope): Promise<JudgementEdge | undefined> {
  if (scope !== null) return undefined
  const row = await tables<Tables>(ctx)
    .selectFrom('subjects.judgement')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && edgeOf(row)
}

/** Edges that touch one of the entities as the scope sees them: to an organisation there are none. */
export const edgesShown = (ctx: Db, ids: string[], scope: Scope): Promise<JudgementEdge[]> =>
  scope === null ? edgesOf(ctx, ids) : Promise.resolve([])

/** Edges in force and withdrawn that touch one of the entities, newest first, at most 1,000. */
export async function edgesOf(ctx: Db, ids: string[]): Promise<JudgementEdge[]> {
  const { rows } = await sql<Selectable<Tables['subjects.judgement']>>`select * from subjects.judgement
    where left_id = any(${ids}::uuid[]) or right_id = any(${ids}::uuid[]) order by made_at desc limit 1000`.execute(
    ctx.db,
  )
  return rows.map(edgeOf)
}

/** Entities of which the subject is made, with the schemes of their identifiers. */
export async function entitiesOf(
  ctx: Db,
  ids: string[],
): Promise<{ id: string; mergedInto: string | null; schemes: string[] }[]> {
  const { rows } = await sql<{ id: string; merged_into: string | null; schemes: string[] }>`
    select s.id, s.merged_into, array(select i.scheme from subjects.identifier i where i.entity_id = s.id) as schemes
    from subjects.subject s where s.id = any(${ids}::uuid[])`.execute(ctx.db)
  return rows.map((row) => ({ id: row.id, mergedInto: row.merged_into, schemes: row.schemes }))
}

const edgeOf = (row: Selectable<Tables['subjects.judgement']>): JudgementEdge => ({
  id: row.id,
  leftId: row.left_id,
  rightId: row.right_id,
  judgement: row.judgement as JudgementEdge['judgement'],
  evidence: row.evidence as unknown as Evidence[],
  reason: row.reason,
  madeBy: row.made_by,
  madeAt: row.made_at,
  withdrawnBy: row.withdrawn_by,
  withdrawnAt: row.withdrawn_at,
})

/**
 * Counts the judgements that moved subjects so far. Read in a transaction, it keeps further ones waiting until that
 * transaction ends: what was resolved under this number stays true for it.
 */
export async function judgementEpoch(ctx: Ctx): Promise<number> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('subjects.judgement', 0))`.execute(ctx.db)
  const { rows } = await sql<{ n: number }>`select n from subjects.epoch`.execute(ctx.db)
  return rows[0]!.n
}

/** Counts one more judgement that moved subjects. */
export async function nextEpoch(ctx: Ctx): Promise<void> {
  await sql`update subjects.epoch set n = n + 1`.execute(ctx.db)
}
