import type { Ctx } from '../../../kernel/context.ts'
import { upsertOrganisation } from '../store.ts'

/** Makes a body known by its id; a real title replaces one that was only the id. */
export const ensureOrganisation = (
  ctx: Pick<Ctx, 'db' | 'now'>,
  org: { id: string; title: string; uscc?: string | null },
): Promise<void> => upsertOrganisation(ctx, org)
