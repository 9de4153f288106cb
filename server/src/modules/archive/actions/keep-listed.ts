import type { Ctx } from '../../../kernel/context.ts'
import { findIdentifiers } from '../../subjects/index.ts'
import { listedRow } from '../rules/listed-row.ts'
import { keepMembers, type Listed } from '../store/snapshots.ts'
import type { Course, Filed, FilingRow } from './file-rows.ts'

/**
 * Counts the records of rows that were not filed as present in a full list: what is rejected or in doubt has not
 * gone. Where only the key or only the subject can be read, every record with it is kept. Answers the places of rows of which
 * neither can be read: while there is one, its list must end nothing. Of persons who were erased there are no records.
 */
export async function keepListed(
  ctx: Ctx,
  rows: FilingRow[],
  filed: Filed[],
  { added, erased }: Pick<Course, 'added' | 'erased'>,
): Promise<Set<number>> {
  const unread = new Set<number>()
  const unfiled: { row: FilingRow; index: number }[] = []
  for (const [index, row] of rows.entries())
    if (
      row.bulk &&
      row.item?.feed === 'snapshot' &&
      'qr'.includes(filed[index]!.verdict) &&
      !erased.has(index)
    )
      unfiled.push({ row, index })
  if (unfiled.length === 0) return unread
  const read = unfiled.map(({ row, index }) =>
    listedRow(row.item, row.providerId, row.clean, added.has(index)),
  )
  const keysOf = read.map((r) => r.identifiers?.map((i) => ctx.keys.identityOf(i.scheme, i.value)) ?? [])
  const known = await findIdentifiers(ctx, [...new Set(keysOf.flat())])
  const listed: Listed[] = []
  for (const [i, { row, index }] of unfiled.entries()) {
    const { recordId, identifiers } = read[i]!
    if (recordId === null && identifiers === null) unread.add(index)
    else if (identifiers === null) listed.push({ row, recordId, subjectId: null })
    else {
      // Until records have followed a judgement they stand under the entity.
      const subjects = new Set(
        keysOf[i]!.flatMap((key) => {
          const found = known.get(key)
          return found ? [found.subjectId, found.entityId] : []
        }),
      )
      for (const subjectId of subjects) listed.push({ row, recordId, subjectId })
    }
  }
  await keepMembers(ctx, listed)
  return unread
}
