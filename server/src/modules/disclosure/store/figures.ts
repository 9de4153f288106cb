import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'

export type Figures = {
  subjects: number
  records: number
  penalties: number
  licenses: number
  honours: number
  commitments: number
}

/** Sums over what is shown. Reads the hit table once; callers keep the answer for a while. */
export async function countShown(ctx: Pick<Ctx, 'db'>): Promise<Figures> {
  const { rows } =
    await sql<Figures>`select count(*)::int as subjects, coalesce(sum((counts->>'records')::int), 0)::int as records,
      coalesce(sum(penalties), 0)::int as penalties, coalesce(sum((counts->>'licenses')::int), 0)::int as licenses,
      coalesce(sum((counts->>'honours')::int), 0)::int as honours, coalesce(sum((counts->>'commitments')::int), 0)::int as commitments
    from disclosure.hit`.execute(ctx.db)
  return rows[0]!
}
