import type { TrustPolicy } from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import { printable, readEntry } from '../rules/entry.ts'
import type { FaultList, LedgerFault } from '../rules/fault.ts'
import { isEntryOf } from '../rules/in-order.ts'
import { type EntryRow, type Log, logs } from '../schema.ts'
import { leavesOfAction, strayLeaves } from '../store/leaves.ts'
import { entriesFrom } from '../store/sealing.ts'
import { logSigner } from './log-signer.ts'
import { readTile } from './read-tile.ts'
import { faultsMax, type LogReport, verifyLog } from './verify-log.ts'
import type { Visit } from './verify-tiles.ts'

export type LedgerCheck = { policy: TrustPolicy; earlier?: string }

/** What the leaves themselves tell of places that have no leaf or no salt any more. */
type Excuses = { forgotten: { log: string; from: number; to: number }[]; saltless: Set<number> }

/**
 * Checks both logs in the tile store against the policy, and the database against the logs, in both directions: every
 * leaf that was changed, removed or added since it was sealed is named. Writes nothing.
 */
export async function verifyLedger(ctx: Ctx, { policy, earlier }: LedgerCheck): Promise<LogReport[]> {
  const excuses = await excusesOf(ctx)
  const reports: LogReport[] = []
  for (const log of logs) {
    const origin = logSigner(ctx, log).verifier.name
    reports.push(
      await verifyLog({
        log,
        origin,
        policy,
        fetch: (path) =>
          path === 'checkpoint' ? ctx.published.read(`${log}/${path}`) : readTile(ctx, log, path),
        ...(earlier?.startsWith(`${origin}\n`) ? { earlier } : {}),
        visit: (_, faults) => compareRows(ctx, log, excuses, faults),
      }),
    )
  }
  for (const { seq, log } of await strayLeaves(ctx, faultsMax)) {
    const report = reports.find((one) => one.log === log) ?? reports[0]!
    report.faults.push({ code: 'added', log, leaf: seq })
    report.faultCount++
  }
  return reports
}

/** Compares the leaves of a bundle's positions with its entries. */
export function compareRows(ctx: Ctx, log: Log, excuses: Excuses, faults: FaultList): Visit {
  return async (first, entries) => {
    const rows = new Map(
      (await entriesFrom(ctx, log, first, entries.length)).map((row) => [row.position, row]),
    )
    for (const [i, entry] of entries.entries()) {
      if (entry === null) continue
      const position = first + i
      const row = rows.get(position)
      const isForgotten = excuses.forgotten.some(
        (one) => one.log === log && position >= one.from && position < one.to,
      )
      const code = faultOf(row, entry, excuses, isForgotten)
      if (code === null) continue
      const leaf = row?.seq ?? null
      faults.add({ code, log, position, ...(leaf === null ? {} : { leaf }), told: toldBy(entry) })
    }
  }
}

/** What is wrong with the row of an entry; null where nothing is. */
function faultOf(
  row: EntryRow | undefined,
  entry: Uint8Array,
  { saltless }: Excuses,
  isForgotten: boolean,
): LedgerFault['code'] | null {
  if (!row) return 'removed'
  const { seq, leaf, salt } = row
  if (seq === null) return isForgotten ? null : 'removed'
  if (leaf === null) return 'removed'
  if (salt === null && !saltless.has(seq)) return 'salt'
  return isEntryOf(entry, row) ? null : 'changed'
}

const excusesMax = 1_000_000

/** What leaves of the ledger itself explain: places forgotten by a restored database, salts destroyed on purpose. */
export async function excusesOf(ctx: Ctx): Promise<Excuses> {
  const rejoined = await leavesOfAction(ctx, 'audit.rejoin-log', 0, excusesMax)
  const destroyed = await leavesOfAction(ctx, 'audit.destroy-salt', 0, excusesMax)
  return {
    forgotten: rejoined.map(({ object, detail }) => ({
      log: object,
      from: Number(detail.from),
      to: Number(detail.to),
    })),
    saltless: new Set(destroyed.map(({ object }) => Number(object))),
  }
}

function toldBy(entry: Uint8Array): string {
  const { type, object, t } = readEntry(entry) ?? {}
  return [type, object, t].map((one) => printable(String(one ?? '')).slice(0, 80)).join(' ')
}
