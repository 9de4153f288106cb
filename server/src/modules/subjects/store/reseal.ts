import { holdsResidentNumber } from '@xinqiao/standards'
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import type { SubjectClue } from '../../cleaning/index.ts'
import { isPersonal } from '../rules/personal-numbers.ts'
import type { Candidate } from '../schema.ts'
import { blindNameKey, forgottenName, namePlaces, openName, resealedName, sealName } from './person-names.ts'
import { shielded } from './shielded-clue.ts'

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

/** Brings rows in doubt under the present keys, and takes out of them what earlier days kept in clear. */
export async function resealDoubts(ctx: Ctx, after: string | null, limit: number): Promise<Done> {
  const { rows } = await sql<{
    id: string
    sealed: string | null
    clue: SubjectClue
    candidates: Candidate[]
  }>`
    select id, row_sealed as sealed, clue, candidates from subjects.doubt where id > ${after ?? first} order by id limit ${limit}`.execute(
    ctx.db,
  )
  let changed = 0
  for (const { id, sealed, clue, candidates } of rows) {
    const cell = sealed === null ? null : Buffer.from(sealed, 'base64url')
    const isOld = cell !== null && ctx.keys.isOutdated(cell, 'subjects.doubt')
    const fresh = isOld ? ctx.keys.reseal(cell, `subjects.doubt|row|${id}`) : null
    const isClear =
      (clue.kind === 'person' && clue.nameKey !== '' && !clue.nameKey.startsWith('p:')) ||
      clue.identifiers.some(isPersonal)
    if (fresh === null && !isClear) continue
    const shield = isClear ? shielded(ctx.keys, id, clue, candidates) : { clue, candidates }
    await sql`update subjects.doubt set row_sealed = ${fresh === null ? sealed : fresh.toString('base64url')},
        clue = ${JSON.stringify(shield.clue)}::jsonb, candidates = ${JSON.stringify(shield.candidates)}::jsonb,
        name_key = ${shield.clue.nameKey.slice(0, 300)} where id = ${id}`.execute(ctx.db)
    changed++
  }
  return { after: rows.at(-1)?.id ?? null, changed }
}

type Named = { id: string; name: string; name_key: string }

/** Seals names of persons that earlier days kept in clear, with their blind keys; brings others under the present suite. */
export async function resealNames(ctx: Ctx, after: string | null, limit: number): Promise<Done> {
  const { rows } = await sql<Named>`
    select id, name, name_key from subjects.subject where id > ${after ?? first} and kind = 'person' order by id limit ${limit}`.execute(
    ctx.db,
  )
  let changed = 0
  for (const row of rows) {
    const fresh = resealedName(ctx.keys, row.name, namePlaces.subject(row.id), row.id)
    if (fresh !== null) {
      const key = row.name_key === '' ? '' : blindNameKey(ctx.keys, row.name_key)
      await sql`update subjects.subject set name = ${fresh}, name_key = ${key}, core_key = ${key}, legal_representative = null, address = null
        where id = ${row.id}`.execute(ctx.db)
      await sql`update subjects.identifier set name_key = ${key} where entity_id = ${row.id} and name_key = ${row.name_key}`.execute(
        ctx.db,
      )
      changed++
    }
    changed += await resealFurtherNames(ctx, row.id)
  }
  return { after: rows.at(-1)?.id ?? null, changed }
}

async function resealFurtherNames(ctx: Ctx, id: string): Promise<number> {
  const { rows } =
    await sql<Named>`select subject_id as id, name, name_key from subjects.name where subject_id = ${id}`.execute(
      ctx.db,
    )
  let changed = 0
  for (const { name, name_key } of rows) {
    const key = blindNameKey(ctx.keys, name_key)
    const clear = openName(ctx.keys, name, namePlaces.name(id, name_key))
    if (clear === forgottenName || resealedName(ctx.keys, name, namePlaces.name(id, name_key), id) === null)
      continue
    const fresh = sealName(ctx.keys, clear, namePlaces.name(id, key), id)
    await sql`with gone as (delete from subjects.name where subject_id = ${id} and name_key = ${name_key} returning created_at)
      insert into subjects.name (subject_id, name_key, name, created_at) select ${id}::uuid, ${key}, ${fresh}, created_at from gone`.execute(
      ctx.db,
    )
    changed++
  }
  return changed
}

function openOrNull(ctx: Ctx, sealed: string, place: string): string | null {
  try {
    return ctx.keys.open(sealed, place)
  } catch (error) {
    if ((error as Error).name === 'Forgotten') return null
    throw error
  }
}
