import {
  type Fetch,
  judgeCheckpoint,
  sameBytes,
  TileMissing,
  TileReader,
  type TrustPolicy,
  textOf,
  verifyConsistency,
} from '@xinqiao/standards/tlog'
import { FaultList, type LedgerFault } from '../rules/fault.ts'
import { type Believed, type Visit, verifyTiles } from './verify-tiles.ts'

/** What a check of a log found; `size` is null where no checkpoint could be believed. */
export type LogReport = {
  log: string
  size: number | null
  witnesses: string[]
  faults: LedgerFault[]
  faultCount: number
}

export type LogCheck = {
  /** How the log is called in the report. */
  log: string
  origin: string
  fetch: Fetch
  policy: TrustPolicy
  /** A checkpoint of this log that was seen before: the log must continue it. */
  earlier?: string
  visit?: (believed: Believed, faults: FaultList) => Visit
}

/** Most faults that are named; all are counted. */
export const faultsMax = 1_000

/**
 * Checks a log by what it publishes and a policy of the reader's own: its checkpoint, that it continues an earlier one,
 * and every entry and tile. The server that holds the log is not asked to vouch for anything.
 */
export async function verifyLog({
  log,
  origin,
  fetch,
  policy,
  earlier,
  visit,
}: LogCheck): Promise<LogReport> {
  const faults = new FaultList(faultsMax)
  const report = (size: number | null, witnesses: string[] = []): LogReport => ({
    log,
    size,
    witnesses,
    faults: faults.faults,
    faultCount: faults.count,
  })
  const judged = judgeCheckpoint(policy, textOf((await fetch('checkpoint')) ?? new Uint8Array()) ?? '')
  if (typeof judged === 'string' || judged.origin !== origin) {
    faults.add({ code: 'checkpoint', log, told: typeof judged === 'string' ? judged : 'of another log' })
    return report(null)
  }
  const believed = { log, size: judged.size, root: judged.root }
  if (earlier !== undefined && !(await continues(fetch, policy, earlier, judged)))
    faults.add({ code: 'not-continued', log })
  await verifyTiles(fetch, believed, faults, visit?.(believed, faults) ?? (async () => {}))
  return report(
    judged.size,
    judged.witnesses.map(({ name }) => name),
  )
}

async function continues(
  fetch: Fetch,
  policy: TrustPolicy,
  earlier: string,
  now: { origin: string; size: number; root: Uint8Array },
): Promise<boolean> {
  const before = judgeCheckpoint(policy, earlier)
  if (typeof before === 'string' || before.origin !== now.origin || before.size > now.size) return false
  if (before.size === 0) return true
  if (before.size === now.size) return sameBytes(before.root, now.root)
  try {
    const proof = await new TileReader(fetch, now.size).consistency(before.size)
    return verifyConsistency(before.size, before.root, now.size, now.root, proof)
  } catch (error) {
    if (error instanceof TileMissing) return false
    throw error
  }
}
