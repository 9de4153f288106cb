import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'

type Done = { after: string | null; changed: number }

/** Brings the sealed numbers of people with accounts under the present keys. */
export async function resealPersons(ctx: Ctx, after: string | null, limit: number): Promise<Done> {
  const { rows } = await sql<{ id: string; sealed: string }>`select id, number_sealed as sealed
    from identity.person where id > ${after ?? '00000000-0000-0000-0000-000000000000'}
    order by id limit ${limit}`.execute(ctx.db)
  let changed = 0
  for (const { id, sealed } of rows) {
    const cell = Buffer.from(sealed, 'base64url')
    if (!ctx.keys.isOutdated(cell, 'identity.person')) continue
    const fresh = ctx.keys.reseal(cell, `identity.person/${id}`)
    if (fresh === null) continue
    await sql`update identity.person set number_sealed = ${fresh.toString('base64url')} where id = ${id}`.execute(
      ctx.db,
    )
    changed++
  }
  return { after: rows.at(-1)?.id ?? null, changed }
}

/**
 * For what stays as it is until it is set anew: passwords and second factors, which whoever reseals may not even read,
 * and cookies, which live for minutes. Former keys open them all the same.
 */
export const staysAsIs = async (): Promise<Done> => ({ after: null, changed: 0 })
