import { checkUscc } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { listOrganisations, saveOrganisation } from '../store/organisations.ts'
import type { OrganisationKind } from '../tables.ts'

/** Registers a body, or changes what is known of it. Problem: numberWrong for a code whose check character is not right. */
export async function registerOrganisation(
  ctx: Ctx,
  org: { id: string; title: string; kind: OrganisationKind; uscc: string | null; regionCode: string | null },
): Promise<void> {
  const checked = org.uscc === null ? null : checkUscc(org.uscc)
  if (checked !== null && !checked.ok) throw problem.numberWrong({ reason: checked.reason })
  await saveOrganisation(ctx, { ...org, uscc: checked?.value ?? null })
  await recordLeaf(ctx, {
    action: 'identity.register-organisation',
    object: org.id,
    digest: digestOf(JSON.stringify(org)),
    detail: { kind: org.kind },
  })
}

/** Bodies whose accounts the actor sees, by id; paged by id. */
export async function listBodies(ctx: Ctx, after: string, limit: number) {
  const rows = await listOrganisations(ctx, ctx.actor.reach?.('accounts:read') ?? [], after, limit + 1)
  return {
    items: rows.slice(0, limit).map((row) => ({
      id: row.id,
      title: row.title,
      kind: row.kind,
      uscc: row.uscc,
      regionCode: row.region_code,
    })),
    next: rows.length > limit ? rows[limit - 1]!.id : null,
  }
}
