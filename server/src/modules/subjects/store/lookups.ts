import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'
import type { KnownSubject } from '../schema.ts'
import { namePlaces, openName } from './person-names.ts'

type Db = Pick<Ctx, 'db'>
type Reader = Pick<Ctx, 'db' | 'keys'>
export type Known = { subjectId: string; entityId: string; nameKey: string }

/** Where each identifier key leads; one probe of the primary key each. */
export async function findIdentifiers(ctx: Db, keys: string[]): Promise<Map<string, Known>> {
  const found = new Map<string, Known>()
  if (keys.length === 0) return found
  const { rows } = await sql<{ key: string; subject_id: string; entity_id: string; name_key: string }>`
    select key, subject_id, entity_id, name_key from subjects.identifier where key = any(${uuidArray(keys)}::uuid[])`.execute(
    ctx.db,
  )
  for (const row of rows)
    found.set(row.key, { subjectId: row.subject_id, entityId: row.entity_id, nameKey: row.name_key })
  return found
}

const columns = [
  'id',
  'kind',
  'name',
  'name_key',
  'core_key',
  'region_code',
  'legal_representative',
  'address',
  'merged_into',
] as const

/** At most this many subjects are compared for one name; a name that more share is no evidence. */
export const blockMax = 20

/**
 * Subjects whose name or core is one of the keys: the blocks within which names are compared. Each block is cut at
 * `blockMax` + 1 so that the caller sees that it is too common. Subjects taken back are in none.
 */
export async function findByNames(
  ctx: Reader,
  nameKeys: string[],
  coreKeys: string[],
): Promise<KnownSubject[]> {
  if (nameKeys.length === 0) return []
  const { rows } = await sql<Row>`
    with wanted as (
      select id from subjects.subject where name_key = any(${nameKeys}::text[])
      union select subject_id from subjects.name where name_key = any(${nameKeys}::text[])
      union (select id from (select id, row_number() over (partition by core_key order by id) as place
             from subjects.subject where core_key = any(${coreKeys}::text[])) core where place <= ${blockMax + 1})
      limit 50000)
    select ${sql.raw(columns.join(', '))} from subjects.subject
    where id in (select id from wanted) and withdrawn_at is null`.execute(ctx.db)
  return rows.map((row) => knownOf(ctx, row))
}

/** Subjects by id; unknown ids are absent. */
export async function findSubjects(ctx: Reader, ids: string[]): Promise<KnownSubject[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select ${sql.raw(columns.join(', '))} from subjects.subject where id = any(${uuidArray(ids)}::uuid[])`.execute(
    ctx.db,
  )
  return rows.map((row) => knownOf(ctx, row))
}

/** Names beside the first, by subject. */
export async function namesOf(
  ctx: Reader,
  ids: string[],
): Promise<Map<string, { nameKey: string; name: string }[]>> {
  const names = new Map<string, { nameKey: string; name: string }[]>()
  if (ids.length === 0) return names
  const { rows } = await sql<{ subject_id: string; name_key: string; name: string }>`
    select subject_id, name_key, name from subjects.name where subject_id = any(${uuidArray(ids)}::uuid[]) order by created_at`.execute(
    ctx.db,
  )
  for (const row of rows)
    names.set(row.subject_id, [
      ...(names.get(row.subject_id) ?? []),
      {
        nameKey: row.name_key,
        name: openName(ctx.keys, row.name, namePlaces.name(row.subject_id, row.name_key)),
      },
    ])
  return names
}

/** Identifiers by subject, as kept: `value` for public schemes, null where only a sealed value exists. */
export async function identifiersOf(
  ctx: Db,
  ids: string[],
): Promise<Map<string, { scheme: string; value: string | null; entityId: string }[]>> {
  const all = new Map<string, { scheme: string; value: string | null; entityId: string }[]>()
  if (ids.length === 0) return all
  const { rows } = await sql<{ subject_id: string; entity_id: string; scheme: string; value: string | null }>`
    select subject_id, entity_id, scheme, value from subjects.identifier where subject_id = any(${uuidArray(ids)}::uuid[]) order by created_at, scheme, value`.execute(
    ctx.db,
  )
  for (const row of rows) {
    const list = all.get(row.subject_id)
    const entry = { scheme: row.scheme, value: row.value, entityId: row.entity_id }
    if (list) list.push(entry)
    else all.set(row.subject_id, [entry])
  }
  return all
}

type Row = {
  id: string
  kind: string
  name: string
  name_key: string
  core_key: string
  region_code: string | null
  legal_representative: string | null
  address: string | null
  merged_into: string | null
}
const knownOf = ({ keys }: Reader, row: Row): KnownSubject => ({
  id: row.id,
  kind: row.kind,
  name: row.kind === 'person' ? openName(keys, row.name, namePlaces.subject(row.id)) : row.name,
  nameKey: row.name_key,
  coreKey: row.core_key,
  regionCode: row.region_code,
  legalRepresentative: row.legal_representative,
  address: row.address,
  mergedInto: row.merged_into,
  schemes: [],
})
