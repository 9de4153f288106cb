import { sameBytes } from '@xinqiao/standards/tlog'
import type { EntryRow, Sealing } from '../schema.ts'
import { entryOf, tellsOf } from './entry.ts'
import { Halt } from './halt.ts'

/** Refuses to go on from a state behind what was signed: `signed` is what the tile store holds. */
export function refuseRollback(
  sealing: Pick<Sealing, 'size' | 'root'>,
  signed: { size: number; root: Uint8Array },
  entries: number,
): void {
  if (entries < signed.size) throw new Halt('database-shorter', { database: entries, signed: signed.size })
  if (sealing.size > signed.size)
    throw new Halt('store-shorter', { store: signed.size, signed: sealing.size })
  if (sealing.size === signed.size && sealing.root !== null && !sameBytes(sealing.root, signed.root))
    throw new Halt('database-differs', { size: signed.size })
}

/** True when a row of the database is what its signed entry says. A forgotten row and a destroyed salt are no fault. */
export function isEntryOf(entry: Uint8Array, row: EntryRow): boolean {
  if (row.seq === null) return true
  if (row.leaf === null) return false
  return row.salt === null ? tellsOf(entry, row.leaf) : sameBytes(entry, entryOf(row.leaf, row.salt))
}
