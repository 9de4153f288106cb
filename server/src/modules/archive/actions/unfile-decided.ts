import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { lock } from '../../../kernel/db/act.ts'
import { wake } from '../../../kernel/queue/runner.ts'
import { recordLeaf } from '../../audit/index.ts'
import { type CatalogItem, catalogItems } from '../../catalog/index.ts'
import { packSet } from '../../policy/index.ts'
import { findDoubt, findSubjects, openDoubtRow } from '../../subjects/index.ts'
import { rowFromDoubt } from '../rules/doubt-content.ts'
import { draftOf } from '../rules/draft.ts'
import { subjectFinding } from '../rules/subject-finding.ts'
import { markDue } from '../store/due.ts'
import { findOutcome, settleOutcome } from '../store/outcomes.ts'
import { earlierVersions, findStanding, restoreVersion } from '../store/restorings.ts'
import { dropMember } from '../store/snapshots.ts'
import { endRecords } from './end-records.ts'

/**
 * Takes out of an archive what an answer filed there that was taken back: the version before it stands again, as a
 * further version, or the record ends. What another row has changed meanwhile stays. The row waits again, unless it
 * has been decided anew. `key` is `<doubt>:<entity>`; late and repeated calls end alike. Of a person who was forgotten
 * meanwhile nothing is left to take out.
 */
export async function unfileDecided(ctx: Ctx, key: string): Promise<void> {
  const [doubtId, entityId] = key.split(':') as [string, string]
  await lock(ctx, `archive.doubt:${doubtId}`)
  const doubt = await findDoubt(ctx, doubtId, null)
  if (!doubt?.rowSealed || !doubt.kind || !doubt.batchId || doubt.decidedSubject === entityId) return
  const content = openDoubtRow(ctx, doubt)
  if (content === null) return
  const item = catalogItems(await packSet(ctx), dayOf(ctx.now)).get(doubt.kind)
  const { providerId, clean } = rowFromDoubt(content)
  const [tableNumber, rowNumber] = [doubt.tableNumber ?? 0, doubt.rowNumber ?? 0]
  const row = { batchId: doubt.batchId, providerId, tableNumber, rowNumber, clean }
  if (item) await takeOut(ctx, { ...row, item }, doubtId, entityId)
  if (doubt.state !== 'open') return
  const waiting = { subjectId: null, recordId: null, verdict: 'q' as const }
  const reasons = doubt.reason === 'row' ? [] : [subjectFinding(clean, doubt.reason)]
  await settleOutcome(ctx, { ...row, ...waiting, findings: [...clean.findings, ...reasons] })
}

type Row = Parameters<typeof draftOf>[1] & { item: CatalogItem }

async function takeOut(ctx: Ctx, row: Row, doubtId: string, entityId: string): Promise<void> {
  const entity = (await findSubjects(ctx, [entityId]))[0]
  if (!entity) return
  const place = { subjectId: entity.mergedInto ?? entity.id, entityId }
  const { record, formerDigest } = draftOf(ctx, row, place, false)
  const { id } = record
  const digests = [record.digest, formerDigest?.() ?? record.digest]
  // Until records have followed a judgement they stand under the entity.
  const standing = await findStanding(ctx, { id, entityId, digests }, [place.subjectId, entityId])
  if (!standing) return
  const { subjectId } = standing
  const isRestored = await restoreEarlier(ctx, { subjectId, id, digests })
  if (isRestored) await markDue(ctx, [subjectId], false)
  else {
    await endRecords(ctx, [{ subjectId, recordId: id }], {
      status: 'removed',
      on: dayOf(ctx.now),
      bulk: false,
    })
    await dropMember(ctx, { kind: row.item.kind, providerId: row.providerId, recordId: id, subjectId })
  }
  await recordLeaf(ctx, {
    action: 'archive.unfile-decided',
    object: doubtId,
    digest: digestOf(`${subjectId}/${id}|${isRestored}`),
    detail: { record: id, restored: isRestored ? 1 : 0 },
  })
  await wake(ctx, 'archive.walk')
}

/** The newest earlier version stands again whose row does not wait itself; false when there is none. */
async function restoreEarlier(ctx: Ctx, record: Parameters<typeof earlierVersions>[1]): Promise<boolean> {
  for (const { version, batchId, tableNumber, rowNumber } of await earlierVersions(ctx, record)) {
    if ((await findOutcome(ctx, batchId, tableNumber, rowNumber))?.verdict === 'q') continue
    await restoreVersion(ctx, record, version)
    return true
  }
  return false
}
