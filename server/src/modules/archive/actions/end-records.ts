import type { Ctx } from '../../../kernel/context.ts'
import type { RecordStatus } from '../schema.ts'
import { markDue } from '../store/due.ts'
import { endVersions } from '../store/endings.ts'

/**
 * Ends records as facts of the archive: withdrawn at the source, repaired, or gone from a full list. Each gets a new
 * version; the former one stays known. Records that have that status already are left as they are.
 */
export async function endRecords(
  ctx: Ctx,
  records: { subjectId: string; recordId: string }[],
  end: { status: Exclude<RecordStatus, 'active'>; on: string; bulk: boolean },
): Promise<void> {
  await endVersions(ctx, records, end)
  await markDue(
    ctx,
    records.map((r) => r.subjectId),
    end.bulk,
  )
}
