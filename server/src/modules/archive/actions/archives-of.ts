import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { catalogItems } from '../../catalog/index.ts'
import { packSet } from '../../policy/index.ts'
import { profilesOf } from '../../subjects/index.ts'
import { subjectProfile } from '../rules/subject-profile.ts'
import type { Archive } from '../schema.ts'
import { recordsKnownAt, recordsOf } from '../store/archives.ts'

/** Whole archives by subject id, in a handful of statements whatever their number. Unknown ids are absent. */
export async function archivesOf(
  ctx: Pick<Ctx, 'db' | 'now' | 'keys'>,
  subjectIds: string[],
): Promise<Map<string, Archive>> {
  const items = catalogItems(await packSet(ctx), dayOf(ctx.now))
  const profiles = await profilesOf(ctx, subjectIds)
  const records = await recordsOf(ctx, subjectIds)
  const archives = new Map<string, Archive>()
  for (const [id, profile] of profiles) {
    const own = records.get(id) ?? []
    archives.set(id, { subject: subjectProfile(profile, own, items), records: own })
  }
  return archives
}

/** One subject's archive as the platform knew it at an instant; undefined when there is no such subject. */
export async function archiveKnownAt(
  ctx: Pick<Ctx, 'db' | 'now' | 'keys'>,
  subjectId: string,
  knownAt: Date,
): Promise<Archive | undefined> {
  const profile = (await profilesOf(ctx, [subjectId])).get(subjectId)
  if (!profile) return undefined
  const items = catalogItems(await packSet(ctx), dayOf(ctx.now))
  const records = await recordsKnownAt(ctx, subjectId, knownAt)
  return { subject: subjectProfile(profile, records, items), records }
}
