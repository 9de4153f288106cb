import type { Ctx } from '../../../kernel/context.ts'
import { heldSubjects, standingHolds } from '../../protection/index.ts'
import { findSubjects } from '../../subjects/index.ts'
import type { Aged } from '../store/retention.ts'

const pageRows = 1_000
const first = '00000000-0000-0000-0000-000000000000'

/** Which records a hold stands on: on them, on their subject, on the entity they came for, or on one joined since. */
export async function heldAmong(ctx: Ctx, records: readonly Aged[]): Promise<Set<Aged>> {
  if (records.length === 0) return new Set()
  const ids = [...new Set(records.flatMap((one) => [one.subjectId, one.entityId]))]
  const standing = await standingHolds(
    ctx,
    ids,
    records.map(({ id }) => id),
  )
  const joined = await heldByNow(ctx)
  return new Set(
    records.filter(
      ({ subjectId, entityId, id }) =>
        standing.has(subjectId) || standing.has(entityId) || standing.has(id) || joined.has(subjectId),
    ),
  )
}

/** The subjects that held ones have become part of. */
async function heldByNow(ctx: Ctx): Promise<Set<string>> {
  const now = new Set<string>()
  for (let after = first; ; ) {
    const ids = await heldSubjects(ctx, after, pageRows)
    for (const { mergedInto } of await findSubjects(ctx, ids)) if (mergedInto !== null) now.add(mergedInto)
    if (ids.length < pageRows) return now
    after = ids.at(-1)!
  }
}
