import { type Ctx, type Reach, tables } from '../../../kernel/context.ts'
import type { OrganisationKind, Tables } from '../tables.ts'

type Db = Pick<Ctx, 'db'>

/** Keeps a body as it shall be from now on. */
export async function saveOrganisation(
  ctx: Pick<Ctx, 'db' | 'now'>,
  org: { id: string; title: string; kind: OrganisationKind; uscc: string | null; regionCode: string | null },
): Promise<void> {
  const set = { title: org.title, kind: org.kind, uscc: org.uscc, region_code: org.regionCode }
  await tables<Tables>(ctx)
    .insertInto('identity.organisation')
    .values({ id: org.id, ...set, created_at: ctx.now })
    .onConflict((c) => c.column('id').doUpdateSet(set))
    .execute()
}

/** Bodies the scopes reach, by id, at most `limit`, after an id. */
export async function listOrganisations(ctx: Db, reach: readonly Reach[], after: string, limit: number) {
  const bodies = reach.flatMap((one) => one.bodies ?? [])
  let query = tables<Tables>(ctx).selectFrom('identity.organisation').selectAll().where('id', '>', after)
  if (!reach.some((one) => one.bodies === null))
    query = query.where('id', 'in', bodies.length > 0 ? bodies : [''])
  return query.orderBy('id').limit(limit).execute()
}

/** Ids of the bodies in a region, at most ten thousand. */
export async function findBodiesIn(ctx: Db, region: string): Promise<string[]> {
  const rows = await tables<Tables>(ctx)
    .selectFrom('identity.organisation')
    .select('id')
    .where('region_code', 'like', `${region.replace(/\D/g, '')}%`)
    .orderBy('id')
    .limit(10_000)
    .execute()
  return rows.map(({ id }) => id)
}
