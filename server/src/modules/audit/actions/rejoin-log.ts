import type { Ctx } from '../../../kernel/context.ts'
import { FaultList, type LedgerFault } from '../rules/fault.ts'
import type { Log } from '../schema.ts'
import { countEntries, insertForgotten, noteSigned, takeEpoch } from '../store/sealing.ts'
import { readCheckpoint } from './read-checkpoint.ts'
import { readTile } from './read-tile.ts'
import { recordLeaf } from './record-leaf.ts'
import { compareRows, excusesOf } from './verify-ledger.ts'
import { verifyTiles } from './verify-tiles.ts'

/** What became of a log: entries taken back from the store, or what stands against it. */
export type Rejoined = { log: Log; from: number; to: number; faults: LedgerFault[] }

/**
 * After a database was restored from a backup: gives the entries that were signed since the backup their places again,
 * out of the tile store, so that the log is continued and not begun anew behind them. Refuses, naming the faults, when
 * the store is not what was signed or the database is not a beginning of it. Leaves a leaf; the leaves that the backup
 * had not yet are lost, their entries are not.
 */
export async function rejoinLog(ctx: Ctx, log: Log): Promise<Rejoined | null> {
  let rejoined: Rejoined | null = null
  const isMine = await ctx.alone(`audit.seal-log:${log}`, async () => {
    rejoined = await rejoin(ctx, log)
  })
  if (!isMine) throw new Error('another process seals this log; try again')
  return rejoined
}

async function rejoin(ctx: Ctx, log: Log): Promise<Rejoined | null> {
  const signed = await readCheckpoint(ctx, log, 'signed')
  const from = await countEntries(ctx, log)
  if (signed === 'not-ours') return { log, from, to: from, faults: [{ code: 'checkpoint', log }] }
  if (signed === null || from >= signed.size) return null
  const faults = new FaultList(100)
  const compare = compareRows(ctx, log, await excusesOf(ctx), faults)
  await verifyTiles(
    (path) => readTile(ctx, log, path),
    { log, size: signed.size, root: signed.root },
    faults,
    (first, entries) => compare(first, entries.slice(0, Math.max(0, from - first))),
  )
  if (faults.count > 0) return { log, from, to: signed.size, faults: faults.faults }
  await ctx.inTransaction(async (tx) => {
    const { epoch } = await takeEpoch(tx, log)
    await insertForgotten(tx, log, from, signed.size)
    await noteSigned(tx, log, epoch, signed)
    await recordLeaf(tx, {
      action: 'audit.rejoin-log',
      object: log,
      digest: Buffer.from(signed.root).toString('hex'),
      detail: { log, from, to: signed.size },
    })
  })
  return { log, from, to: signed.size, faults: [] }
}
