import { sql } from 'kysely'
import { type Ctx, tables } from '../../../kernel/context.ts'
import { Again } from '../../../kernel/db/act.ts'
import { copyInto, copyLine } from '../../../kernel/db/copy.ts'
import { isPersonal } from '../rules/personal-numbers.ts'
import type { KeyedClue, KeyedIdentifier } from '../schema.ts'
import type { Tables } from '../tables.ts'
import { namePlaces, sealName } from './person-names.ts'

export type NewSubject = { id: string; row: KeyedClue }
export type NewIdentifier = {
  subjectId: string
  entityId: string
  nameKey: string
  identifier: KeyedIdentifier
}

const subjectColumns =
  'id, kind, name, name_key, core_key, region_code, industry_code, legal_representative, address, created_at'
const identifierColumns = 'key, scheme, subject_id, entity_id, value, value_sealed, name_key, created_at'

/**
 * Adds subjects and identifiers that were unknown a moment ago. When another session added one of them meanwhile, the
 * transaction starts again and finds it.
 */
export async function addSubjects(
  ctx: Ctx,
  subjects: NewSubject[],
  identifiers: NewIdentifier[],
): Promise<void> {
  if (subjects.length === 0 && identifiers.length === 0) return
  const at = ctx.now.toISOString()
  subjects.sort((a, b) => (a.id < b.id ? -1 : 1))
  identifiers.sort((a, b) => (a.identifier.key < b.identifier.key ? -1 : 1))
  try {
    await copyInto(
      ctx,
      'subjects.subject',
      subjectColumns,
      subjects.map((s) => subjectLine(ctx, s, at)),
    )
    await copyInto(
      ctx,
      'subjects.identifier',
      identifierColumns,
      identifiers.map((i) => identifierLine(ctx, i, at)),
    )
  } catch (error) {
    throw (error as { code?: string }).code === '23505' ? new Again('a subject was added meanwhile') : error
  }
}

/** Of a person the name is sealed, and neither place nor relations are kept beside it. */
function subjectLine(ctx: Ctx, { id, row }: NewSubject, at: string): string {
  const { clue } = row
  if (clue.kind === 'person')
    return copyLine([
      id,
      clue.kind,
      sealName(ctx.keys, clue.name, namePlaces.subject(id), id),
      clue.nameKey,
      row.coreKey,
      clue.regionCode,
      clue.industryCode,
      null,
      null,
      at,
    ])
  return copyLine([
    id,
    clue.kind,
    clue.name,
    clue.nameKey,
    row.coreKey,
    clue.regionCode,
    clue.industryCode,
    clue.legalRepresentative,
    clue.address?.slice(0, 300),
    at,
  ])
}

function identifierLine(
  ctx: Ctx,
  { identifier, subjectId, entityId, nameKey }: NewIdentifier,
  at: string,
): string {
  const { key, scheme, value } = identifier
  const isSecret = isPersonal(identifier)
  const sealed = isSecret ? ctx.keys.seal(value, `subjects.identifier|value|${key}`, key) : null
  return copyLine([key, scheme, subjectId, entityId, isSecret ? null : value, sealed, nameKey, at])
}

/** A further name; that of a person is kept sealed and found by its blind key. */
export type NewName = { subjectId: string; nameKey: string; name: string; isPersons: boolean }

/** Notes further names of known subjects; a name noted before stays as it is. */
export async function addNames(ctx: Ctx, names: NewName[]): Promise<void> {
  if (names.length === 0) return
  const kept = names.map((n) =>
    n.isPersons ? sealName(ctx.keys, n.name, namePlaces.name(n.subjectId, n.nameKey), n.subjectId) : n.name,
  )
  await sql`insert into subjects.name (subject_id, name_key, name, created_at)
    select distinct on (s, k) s, k, n, ${ctx.now}::timestamptz
    from unnest(${names.map((n) => n.subjectId)}::uuid[], ${names.map((n) => n.nameKey)}::text[], ${kept}::text[]) as t(s, k, n)
    order by s, k
    on conflict (subject_id, name_key) do nothing`.execute(ctx.db)
}

/** Points identifiers and subjects at their place after a judgement was made or withdrawn. */
export async function pointEntities(
  ctx: Ctx,
  places: { entityId: string; subjectId: string }[],
): Promise<void> {
  for (const { entityId, subjectId } of places) {
    await tables<Tables>(ctx)
      .updateTable('subjects.identifier')
      .set({ subject_id: subjectId })
      .where('entity_id', '=', entityId)
      .execute()
    await tables<Tables>(ctx)
      .updateTable('subjects.subject')
      .set({ merged_into: entityId === subjectId ? null : subjectId })
      .where('id', '=', entityId)
      .execute()
  }
}

/** Takes a subject that a person vouched for out of the blocks of names, or back in. */
export async function setWithdrawn(ctx: Ctx, id: string, isWithdrawn: boolean): Promise<void> {
  await tables<Tables>(ctx)
    .updateTable('subjects.subject')
    .set({ withdrawn_at: isWithdrawn ? ctx.now : null })
    .where('id', '=', id)
    .execute()
}
