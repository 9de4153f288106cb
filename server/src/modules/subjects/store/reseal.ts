import { holdsResidentNumber } from '@xinqiao/standards'
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { blindNameKey, namePlaces, openName, sealName } from './person-names.ts'

type Done = { after: string | null; changed: number }
const first = '00000000-0000-0000-0000-000000000000'

/** Brings sealed numbers under the present keys, and seals those that earlier days kept in clear. */
export async function resealIdentifiers(ctx: Ctx, after: string | null, limit: number): Promise<Done> {
  const { rows } = await sql<{ key: string; value: string | null; sealed: string | null }>`
    select key, value, value_sealed as sealed from subjects.identifier
    where key > ${after ?? first} and (value_sealed is not null or scheme = 'tax-number') order by key limit ${limit}`.execute(
    ctx.db,
  )
  let changed = 0
  for (const { key, value, sealed } of rows) {
    const place = `subjects.identifier|value|${key}`
    const isOld =
      sealed !== null && ctx.keys.isOutdated(Buffer.from(sealed, 'base64url'), 'subjects.identifier')
    const isClear = value !== null && holdsResidentNumber(value)
    if (!isOld && !isClear) continue
    const known = isClear ? value : openOrNull(ctx, sealed!, place)
    if (known === null) continue
    const fresh = ctx.keys.seal(known, place, key)
    await sql`update subjects.identifier set value = null, value_sealed = ${fresh} where key = ${key}`.execute(
      ctx.db,
    )
    changed++
  }
  return { after: rows.at(-1)?.key ?? null, changed }
}

/** Brings rows in doubt under the present keys. */
export async function resealDoubts(ctx: Ctx, after: string | null, limit: number): Promise<Done> {
  const { rows } = await sql<{
    id: string
    sealed: string
  }>`select id, row_sealed as sealed from subjects.doubt
    where id > ${after ?? first} and row_sealed is not null order by id limit ${limit}`.execute(ctx.db)
  let changed = 0
  for (const { id, sealed } of rows) {
    const cell = Buffer.from(sealed, 'base64url')
    if (!ctx.keys.isOutdated(cell, 'subjects.doubt')) continue
    const fresh = ctx.keys.reseal(cell, `subjects.doubt|row|${id}`)
    if (fresh === null) continue
    await sql`update subjects.doubt set row_sealed = ${fresh.toString('base64url')} where id = ${id}`.execute(
      ctx.db,
    )
    changed++
  }
  return { after: rows.at(-1)?.id ?? null, changed }
}

/** Seals names of persons that earlier days kept in clear, with their blind keys. */
export async function resealNames(ctx: Ctx, after: string | null, limit: number): Promise<Done> {
  const { rows } = await sql<{ id: string; name: string; name_key: string }>`
    select id, name, name_key from subjects.subject where id > ${after ?? first} and kind = 'person' order by id limit ${limit}`.execute(
    ctx.db,
  )
  let changed = 0
  for (const { id, name, name_key } of rows) {
    if (name_key.startsWith('p:')) continue
    const key = blindNameKey(ctx.keys, name_key)
    const place = namePlaces.subject(id)
    const sealed = sealName(ctx.keys, openName(ctx.keys, name, place), place, id)
    await sql`update subjects.subject set name = ${sealed}, name_key = ${key}, core_key = ${key}, legal_representative = null, address = null
      where id = ${id}`.execute(ctx.db)
    await sql`update subjects.identifier set name_key = ${key} where entity_id = ${id} and name_key = ${name_key}`.execute(
      ctx.db,
    )
    changed++
  }
  return { after: rows.at(-1)?.id ?? null, changed }
}

function openOrNull(ctx: Ctx, sealed: string, place: string): string | null {
  try {
    return ctx.keys.open(sealed, place)
  } catch (error) {
    if ((error as Error).name === 'Forgotten') return null
    throw error
  }
}
