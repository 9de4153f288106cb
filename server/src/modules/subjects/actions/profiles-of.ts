import type { Ctx } from '../../../kernel/context.ts'
import { findSubjects, identifiersOf, namesOf } from '../store/lookups.ts'

/** Who a subject is, as its identifiers and names tell: of all entities that were judged to be one. */
export type Profile = {
  id: string
  kind: string
  name: string
  nameKey: string
  otherNames: string[]
  identifiers: { scheme: string; value: string | null }[]
  regionCode: string | null
}

/** Profiles of subjects by id, in three statements whatever their number. Unknown ids are absent. */
export async function profilesOf(
  ctx: Pick<Ctx, 'db' | 'keys'>,
  ids: string[],
): Promise<Map<string, Profile>> {
  const identifiers = await identifiersOf(ctx, ids)
  const entities = [...new Set([...ids, ...[...identifiers.values()].flat().map((i) => i.entityId)])]
  const subjects = new Map((await findSubjects(ctx, entities)).map((s) => [s.id, s]))
  const names = await namesOf(ctx, entities)
  const profiles = new Map<string, Profile>()
  for (const id of ids) {
    const own = subjects.get(id)
    if (!own) continue
    const parts = [...new Set([id, ...(identifiers.get(id) ?? []).map((i) => i.entityId)])]
    const others = parts.flatMap((part) => [
      ...(part === id ? [] : [subjects.get(part)?.name ?? '']),
      ...(names.get(part) ?? []).map((n) => n.name),
    ])
    profiles.set(id, {
      id,
      kind: own.kind,
      name: own.name,
      nameKey: own.nameKey,
      otherNames: [...new Set(others)].filter((name) => name !== '' && name !== own.name),
      identifiers: (identifiers.get(id) ?? []).map(({ scheme, value }) => ({ scheme, value })),
      regionCode: own.regionCode,
    })
  }
  return profiles
}
