import { type Ctx, tables } from '../../kernel/context.ts'
import type { Deed } from './actions/record-leaf.ts'
import type { Tables } from './tables.ts'

/** Appends leaves in the order given; the database numbers them. */
export async function insertLeaves(ctx: Ctx, leaves: (Deed & { at: Date; actor: string })[]): Promise<void> {
  if (leaves.length === 0) return
  await tables<Tables>(ctx)
    .insertInto('audit.leaf')
    .values(
      leaves.map(({ digest, detail, ...rest }) => ({
        ...rest,
        digest: Buffer.from(digest, 'hex'),
        detail: JSON.stringify(detail ?? {}),
      })),
    )
    .execute()
}

/** The leaves about one object, oldest first, at most 1,000. */
export async function leavesOf(ctx: Pick<Ctx, 'db'>, object: string) {
  const rows = await tables<Tables>(ctx)
    .selectFrom('audit.leaf')
    .selectAll()
    .where('object', '=', object)
    .orderBy('seq')
    .limit(1_000)
    .execute()
  return rows.map((row) => ({ ...row, digest: row.digest.toString('hex') }))
}
