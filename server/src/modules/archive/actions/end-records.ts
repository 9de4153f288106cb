import { rootOverRows } from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import { recordLeaves } from '../../audit/index.ts'
import type { RecordStatus } from '../schema.ts'
import { markDue } from '../store/due.ts'
import { endVersions } from '../store/endings.ts'

/**
 * Ends records as facts of the archive: withdrawn at the source, repaired, or gone from a full list. Each gets a new
 * version; the former one stays known. `object` is what ended them, such as a batch. Records that have that status already are left as they are.
 */
export async function endRecords(
  ctx: Ctx,
  records: { subjectId: string; recordId: string }[],
  end: { status: Exclude<RecordStatus, 'active'>; on: string; bulk: boolean; object?: string },
): Promise<void> {
  if (records.length === 0) return
  await endVersions(ctx, records, end)
  const rows = records.map((r) => `${r.subjectId}/${r.recordId}`).sort()
  await recordLeaves(ctx, [
    {
      action: `archive.end-records.${end.status}`,
      object: end.object ?? end.on,
      digest: Buffer.from(rootOverRows(rows)).toString('hex'),
      detail: { rows: rows.length, form: 'merkle' },
    },
  ])
  await markDue(
    ctx,
    records.map((r) => r.subjectId),
    end.bulk,
  )
}
