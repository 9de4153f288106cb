import type { Ctx } from '../../../kernel/context.ts'
import { findOrganisations, type Organisation } from '../store.ts'

/** Bodies by id; unknown ids are absent. */
export async function organisationsOf(
  ctx: Pick<Ctx, 'db'>,
  ids: string[],
): Promise<Map<string, Organisation>> {
  return new Map((await findOrganisations(ctx, ids)).map((org) => [org.id, org]))
}
