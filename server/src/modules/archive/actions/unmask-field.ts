import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { noteAccess, spendQuota } from '../../access/index.ts'
import { recordLeaf } from '../../audit/index.ts'
import { audienceOf, catalogItems, fieldClassOf } from '../../catalog/index.ts'
import { scopeOf } from '../../identity/index.ts'
import { packSet } from '../../policy/index.ts'
import { problem } from '../problems.ts'
import { revealedVersionsOf } from '../store/archives.ts'

export type Wish = { subjectId: string; recordId: string; field: string; purpose: string; reason: string }

/**
 * One value of one record in clear, for staff of the body that sent it. Counted against the actor's day; the reading
 * and an audit leaf are kept in the same transaction. Problems: recordUnknown, fieldUnknown, notYours, quotaSpent.
 */
export async function unmaskField(
  ctx: Ctx,
  { subjectId, recordId, field: code, purpose, reason }: Wish,
): Promise<{ field: string; value: string | string[] }> {
  const record = (await revealedVersionsOf(ctx, subjectId, recordId, scopeOf(ctx.actor)))[0]
  if (!record) throw problem.recordUnknown({ recordId })
  if (audienceOf(ctx.actor, record.providerId) !== 'own-staff') throw problem.notYours()
  const item = catalogItems(await packSet(ctx), record.knownFrom.slice(0, 10)).get(record.kind)
  const field = item?.fields.find((f) => f.code === code)
  const value = Object.hasOwn(record.values, code) ? record.values[code] : undefined
  if (!item || !field || value === undefined) throw problem.fieldUnknown({ field: code.slice(0, 64) })
  await spendQuota(ctx, ctx.settings.unmaskPerDay)
  await noteAccess(ctx, [
    {
      subjectId,
      recordId,
      purpose,
      classes: [fieldClassOf(item, field)],
      kind: 'unmask',
      field: code,
      reason,
    },
  ])
  await recordLeaf(ctx, {
    action: 'archive.unmask-field',
    object: recordId,
    digest: digestOf(JSON.stringify([subjectId, recordId, code, purpose, reason])),
    detail: { field: code, purpose },
  })
  return { field: code, value }
}
