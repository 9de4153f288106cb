import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { catalogItems } from '../../catalog/index.ts'
import { packSet } from '../../policy/index.ts'
import { findSubjects } from '../../subjects/index.ts'
import { hiddenIn, payloadOf, revealed, sealMark } from '../rules/payload.ts'
import { recordsAfter, replacePayload, type SealedRecord } from '../store/reseal.ts'

/** A subject may have thousands of versions, so a portion has few subjects. */
const subjectsMax = 100

/**
 * Brings the records of some subjects under the present keys, and into the present form: what earlier days kept in
 * clear of persons is sealed with their own keys. Answers the last subject looked at.
 */
export async function resealRecords(ctx: Ctx, after: string | null, limit: number) {
  const { last, records } = await recordsAfter(ctx, after, Math.min(limit, subjectsMax))
  const items = catalogItems(await packSet(ctx), dayOf(ctx.now))
  const persons = new Set(
    (await findSubjects(ctx, [...new Set(records.map((r) => r.entityId))]))
      .filter((subject) => subject.kind === 'person')
      .map((subject) => subject.id),
  )
  let changed = 0
  for (const record of records) {
    const item = items.get(record.kind)
    const isPersons = persons.has(record.entityId)
    if (!item || !isOld(ctx, record, isPersons)) continue
    const { values, extra } = revealed(ctx.keys, record.payload, record.id)
    if (Object.keys(values).length === 0) continue
    const owner = isPersons ? record.entityId : undefined
    const payload = payloadOf(
      ctx.keys,
      { recordId: record.id, values, extra, owner, hidden: hiddenIn(item, values) },
      JSON.stringify(values),
    )
    await replacePayload(ctx, record, payload)
    changed++
  }
  return { after: last, changed }
}

/** Whether a part is under a former key, or stands where only a sealed part may. */
function isOld(ctx: Ctx, { payload }: SealedRecord, isPersons: boolean): boolean {
  if (isPersons && payload.$person === undefined) return true
  return Object.entries(payload).some(
    ([code, value]) =>
      typeof value === 'string' &&
      value.startsWith(sealMark) &&
      (!code.startsWith('$') ||
        ctx.keys.isOutdated(Buffer.from(value.slice(sealMark.length), 'base64url'), 'archive.record')),
  )
}
