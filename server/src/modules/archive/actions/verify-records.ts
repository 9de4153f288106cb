import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import type { LedgerFault } from '../../audit/index.ts'
import { type CatalogItem, catalogItems } from '../../catalog/index.ts'
import { findBatch } from '../../intake/index.ts'
import { packSet } from '../../policy/index.ts'
import { toldOf } from '../rules/draft.ts'
import { revealed, type Values } from '../rules/payload.ts'
import { type After, type DigestedVersion, versionsAfter } from '../store/versions.ts'

const pageRows = 2_000
const batchesKept = 5_000

/**
 * Computes the digest of every version of every record anew from its stored content and compares it with the digest
 * that its leaf commits to; names the versions that differ, at most `max`. Kinds the catalog no longer knows and
 * records of erased persons cannot be computed and are counted as `unchecked`.
 */
export async function verifyRecords(
  ctx: Ctx,
  max: number,
): Promise<{ checked: number; unchecked: number; faults: LedgerFault[] }> {
  const itemOn = await itemsByDay(ctx)
  const receivedOn = await receiptDays(ctx)
  const report = { checked: 0, unchecked: 0, faults: [] as LedgerFault[] }
  for (const which of ['record', 'record_history'] as const) {
    let after: After = {
      subjectId: '00000000-0000-0000-0000-000000000000',
      id: '00000000-0000-0000-0000-000000000000',
      version: 0,
    }
    for (let page = pageRows; page === pageRows; ) {
      const versions = await versionsAfter(ctx, which, after, pageRows)
      for (const version of versions) {
        const days = [await receivedOn(version.batchId), version.knownOn]
        const items = days.flatMap((day) => (day === null ? [] : (itemOn(day).get(version.kind) ?? [])))
        const isTrue = hasDigest(ctx, version, items)
        if (isTrue === null) report.unchecked++
        else report.checked++
        if (isTrue === false && report.faults.length < max) report.faults.push(faultOf(version))
      }
      page = versions.length
      after = versions.at(-1) ?? after
    }
  }
  return report
}

const faultOf = (v: DigestedVersion): LedgerFault => ({
  code: 'record',
  log: 'audit',
  told: `record ${v.id} of subject ${v.subjectId}, version ${v.version}, from batch ${v.batchId}, table ${v.tableNumber}, row ${v.rowNumber}`,
})

/** True when the content has the digest under one of the items; null where that cannot be computed. */
function hasDigest(ctx: Ctx, version: DigestedVersion, items: CatalogItem[]): boolean | null {
  const { payload, id, entityId, digest } = version
  const values = contentOf(ctx, payload, id)
  if (values === null) return false
  // The key of an erased person is gone, and with it the content.
  if (payload.$person !== undefined && Object.keys(values).length === 0) return null
  if (items.length === 0) return null
  for (const item of new Set(items)) {
    const ordered = inOrder(item, values)
    if (ordered === null) continue
    // The status is that of the filing; later ones do not touch the content.
    for (const status of ['active', 'withdrawn']) {
      const told = toldOf(item, status, version, ordered)
      if (digestOf(told) === digest || ctx.keys.contentDigest(told) === digest) return true
      if (payload.$person !== undefined && ctx.keys.contentDigest(told, entityId) === digest) return true
    }
  }
  return false
}

/** What a payload says, all of it; null when a sealed part does not open here: it was changed or moved. */
function contentOf(ctx: Ctx, payload: Record<string, unknown>, id: string): Values | null {
  try {
    return revealed(ctx.keys, payload, id).values
  } catch {
    return null
  }
}

/** Values in the catalog's order; null when the item has no such field. */
function inOrder(item: CatalogItem, values: Values): Values | null {
  const ordered: Values = {}
  for (const { code } of item.fields) if (Object.hasOwn(values, code)) ordered[code] = values[code]!
  return Object.keys(values).length === Object.keys(ordered).length ? ordered : null
}

async function itemsByDay(ctx: Ctx): Promise<(day: string) => Map<string, CatalogItem>> {
  const packs = await packSet(ctx)
  const days = new Map<string, Map<string, CatalogItem>>()
  return (day) => {
    const known = days.get(day) ?? (catalogItems(packs, day) as Map<string, CatalogItem>)
    if (days.size < batchesKept) days.set(day, known)
    return known
  }
}

/** The day a batch was received, remembered. */
async function receiptDays(ctx: Ctx): Promise<(batchId: string) => Promise<string | null>> {
  const days = new Map<string, string | null>()
  return async (batchId) => {
    const known = days.get(batchId)
    if (known !== undefined) return known
    const day = (await findBatch(ctx, batchId, null))?.receivedOn ?? null
    if (days.size >= batchesKept) days.clear()
    days.set(batchId, day)
    return day
  }
}
